using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Where in an answer's JSON a value stands: <c>$.order.items[0].name</c>, or <c>$</c> for all of it. The <c>$.</c> may be left out.</summary>
public sealed partial class JsonPath
{
    public const string Rule = "a path such as order.status or items[0].name, or $ for the whole answer";

    /// <summary>The same as a regular expression.</summary>
    public const string Pattern = """(\$|(\$\.)?[\p{L}_$][\p{L}\p{N}_$-]*)(\.[\p{L}_$][\p{L}\p{N}_$-]*|\[[0-9]{1,5}\]|\["[^"\]]{1,100}"\])*""";

    private const int Longest = 1000;

    private readonly string source;
    private readonly IReadOnlyList<(string? Name, int Index)> parts;

    private JsonPath(string source, IReadOnlyList<(string?, int)> parts) => (this.source, this.parts) = (source, parts);

    /// <summary>Null for what is no path.</summary>
    public static JsonPath? Parse(string source)
    {
        if (source.Length > Longest || !Whole().IsMatch(source))
            return null;
        var parts = new List<(string?, int)>();
        foreach (Match part in Part().Matches(source is ['$', ..] ? source[1..] : source))
        {
            parts.Add(part.Groups["index"] is { Success: true, Value: var index }
                ? (null, int.Parse(index, CultureInfo.InvariantCulture))
                : (part.Groups["quoted"] is { Success: true, Value: var quoted } ? quoted : part.Groups["name"].Value, 0));
        }

        return new JsonPath(source, parts);
    }

    /// <summary>Null where there is nothing.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in parts)
        {
            if (name is not null && at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var field))
                at = field;
            else if (name is null && at.ValueKind == JsonValueKind.Array && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        }

        return at;
    }

    public override string ToString() => source;

    [GeneratedRegex(@"\A" + Pattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("""\[(?<index>[0-9]+)\]|\["(?<quoted>[^"]+)"\]|(?<name>[\p{L}_$][\p{L}\p{N}_$-]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
