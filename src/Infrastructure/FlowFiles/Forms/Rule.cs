using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>How fields of one form go together.</summary>
/// <param name="Check">Refuses what does not.</param>
/// <param name="Schema">The same for an editor.</param>
internal sealed record Rule(Action<YamlFields> Check, JsonObject Schema)
{
    /// <summary>One of two, and not both.</summary>
    public static Rule Either(string one, string other, string problem) => new(
        fields =>
        {
            if (fields.Has(one) == fields.Has(other))
                fields.Refuse(one, problem, FindingCode.MissingField);
        },
        new JsonObject { ["oneOf"] = new JsonArray(Has(one), Has(other)) });

    /// <summary>One of two, or both.</summary>
    public static Rule Any(string one, string other, string problem) => new(
        fields =>
        {
            if (!fields.Has(one) && !fields.Has(other))
                fields.Refuse(one, problem, FindingCode.MissingField);
        },
        new JsonObject { ["anyOf"] = new JsonArray(Has(one), Has(other)) });

    /// <summary>Where there is the one, there is the other.</summary>
    public static Rule Needs(string one, string other, string problem, bool isOtherMissing = false) => new(
        fields =>
        {
            if (!fields.Has(one) || fields.Has(other))
                return;
            if (isOtherMissing)
                fields.Refuse(other, problem, FindingCode.MissingField);
            else
                fields.Refuse(one, problem);
        },
        new JsonObject { ["dependencies"] = new JsonObject { [one] = Json.List(other) } });

    /// <summary>Where the one is there, something stands in the other.</summary>
    /// <param name="value">What has to stand in the one for it; null: whatever stands there.</param>
    public static Rule OnlyWhere(string one, string? value, string other, string otherValue, string problem) => new(
        fields =>
        {
            if (fields.Has(one) && (value is null || fields.Holds(one, value)) && !fields.Holds(other, otherValue))
                fields.Refuse(one, problem);
        },
        Json.If(Holds(one, value), Holds(other, otherValue)));

    /// <summary>A field in which one of two words never stands.</summary>
    public static Rule Never(string key, string value, string other, string problem) => new(
        fields =>
        {
            if (fields.Holds(key, value))
                fields.Refuse(key, problem);
        },
        new JsonObject { ["properties"] = new JsonObject { [key] = new JsonObject { ["enum"] = new JsonArray(other == "true", other) } } });

    private static JsonObject Has(string key) => new() { ["required"] = Json.List(key) };

    private static JsonObject Holds(string key, string? value)
    {
        var holds = Has(key);
        if (value is not null)
            holds["properties"] = new JsonObject { [key] = value == "true" ? new JsonObject { ["enum"] = new JsonArray(true, value) } : new JsonObject { ["const"] = value } };
        return holds;
    }
}
