using System.Globalization;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>Which way what a schema describes goes: a caller sends it, or is sent it.</summary>
internal enum Way
{
    Asked,
    Answered,
}

/// <summary>
/// Whether a schema still keeps what was promised. What a caller was told that it may send must be taken still, so that what is asked for may
/// only become wider; what a caller was told to expect must be all that comes, so that what is answered may only become narrower.
/// </summary>
internal sealed class SchemaChanges(ApiDocument promised, ApiDocument present, ICollection<string> found)
{
    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

    /// <summary>Say nothing that a client's code depends on.</summary>
    private static readonly string[] Remarks = ["description", "title", "example", "examples", "deprecated", "$comment"];

    private static readonly string[] Known =
        [.. Remarks, .. Lower, .. Upper, "$ref", "type", "format", "enum", "properties", "required", "items", "additionalProperties", "default"];

    /// <summary>A thing may hold things of its kind.</summary>
    private readonly HashSet<(JsonObject, JsonObject, Way)> seen = [];

    public void Compare(JsonNode? before, JsonNode? after, Way way, string at)
    {
        if (before is null || after is null)
        {
            Report(before is not null || after is not null, at, "is described now, or is not any more");
            return;
        }

        Compare(promised.Shape(before), present.Shape(after), way, at);
    }

    private void Compare(Shape before, Shape after, Way way, string at)
    {
        var (given, taken) = way == Way.Asked ? (before, after) : (after, before);

        Report(given.IsNullable && !taken.IsNullable, at, way == Way.Asked ? "may not be null any more" : "may be null now");
        Report(!Fits(given.Types, taken.Types), at, $"was {Names(before.Types)}, is {Names(after.Types)}");
        Report(before.Word("format") != after.Word("format"), at, $"had the format \"{before.Word("format")}\", has \"{after.Word("format")}\"");
        Report(!Fits(given.Words, taken.Words), at, $"had the words {Names(before.Words)}, has {Names(after.Words)}");
        Report(way == Way.Asked && !JsonNode.DeepEquals(before.Of("default"), after.Of("default")), at, "means something else when it is left out");
        foreach (var bound in Lower.Where(name => IsTighter(given.Number(name), taken.Number(name), 1)).Concat(Upper.Where(name => IsTighter(given.Number(name), taken.Number(name), -1))))
        {
            Report(true, at, $"{bound} was {before.Number(bound)}, is {after.Number(bound)}");
        }

        foreach (var keyword in before.Keywords.Union(after.Keywords).Where(keyword => !Known.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal)))
        {
            Report(!JsonNode.DeepEquals(before.Of(keyword), after.Of(keyword)), at, $"{keyword} has changed");
        }

        if (seen.Add((before.Json, after.Json, way)))
        {
            CompareParts(before, after, way, at);
        }
    }

    private void CompareParts(Shape before, Shape after, Way way, string at)
    {
        foreach (var (name, property) in before.Properties)
        {
            if (after.Properties.TryGetValue(name, out var now))
            {
                Compare(property, now, way, $"{at}.{name}");
                Report(way == Way.Asked && after.Requires(name) && !before.Requires(name), $"{at}.{name}", "is required now");
                Report(way == Way.Answered && before.Requires(name) && !after.Requires(name), $"{at}.{name}", "may be left out now");
            }
            else
            {
                Report(true, $"{at}.{name}", "is gone");
            }
        }

        foreach (var name in after.Properties.Keys.Where(name => !before.Properties.ContainsKey(name)))
        {
            Report(way == Way.Asked && after.Requires(name), $"{at}.{name}", "is new and required");
        }

        if (before.Of("items") is not null || after.Of("items") is not null)
        {
            Compare(before.Of("items"), after.Of("items"), way, $"{at}[]");
        }

        if (before.Of("additionalProperties") is JsonObject others && after.Of("additionalProperties") is JsonObject nowOthers)
        {
            Compare(others, nowOthers, way, $"{at}.*");
        }
        else
        {
            Report(!JsonNode.DeepEquals(before.Of("additionalProperties"), after.Of("additionalProperties")), at, "additionalProperties has changed");
        }
    }

    /// <summary>Null: anything is taken, or given.</summary>
    private static bool Fits(IReadOnlyCollection<string>? given, IReadOnlyCollection<string>? taken) =>
        taken is null || (given is not null && given.All(taken.Contains));

    /// <param name="sign">1: the higher is the tighter; -1: the lower.</param>
    private static bool IsTighter(decimal? given, decimal? taken, int sign) => taken is not null && (given is null || taken * sign > given * sign);

    private static string Names(IReadOnlyCollection<string>? names) => names is null ? "anything" : string.Join(", ", names);

    private void Report(bool isSo, string at, string what)
    {
        if (isSo)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{at} {what}"));
        }
    }
}
