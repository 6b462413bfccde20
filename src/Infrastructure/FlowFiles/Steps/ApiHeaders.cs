using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads which headers an <c>api</c> step sends.</summary>
internal static class ApiHeaders
{
    public static readonly Shape<IReadOnlyList<KeyValuePair<string, TextTemplate>>> Shape = new(Read, Json.Map(Name(), Json.Words));

    private static List<KeyValuePair<string, TextTemplate>> Read(YamlFields fields, Field field)
    {
        var headers = new List<KeyValuePair<string, TextTemplate>>();
        if (fields.Map(field.Key, field.Meaning) is not { } map)
            return headers;
        foreach (var entry in map.Entries)
        {
            if (!CallHeaders.MayBeSet(entry.Key))
                map.Refuse(entry.Key, "is no header that can be set");
            if (map.Text(entry.Key, "the header's value") is { } text && ApiStepReader.Template(map, entry.Key, text) is { } value)
                headers.Add(KeyValuePair.Create(entry.Key, value));
        }

        return headers;
    }

    /// <summary>Those that cannot be set are known to an editor in their usual spelling.</summary>
    private static JsonObject Name()
    {
        var letters = CallHeaders.NameLetters.Replace("-", @"\-", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return new()
        {
            ["pattern"] = $"^[{letters}]+$",
            ["not"] = new JsonObject { ["enum"] = Json.List(CallHeaders.Ours.Order(StringComparer.Ordinal)) },
        };
    }
}
