using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Maps of names to what is worked out for them.</summary>
internal static class NamedExpressions
{
    public static IReadOnlyList<KeyValuePair<string, Expression>> Expressions(this YamlFields fields, string key, string example)
    {
        var read = new List<KeyValuePair<string, Expression>>();
        foreach (var (name, values) in fields.Names(key, example))
        {
            if (values.Expression(name, "what it is to be, such as price * 2 or \"a text\"") is { } expression)
                read.Add(KeyValuePair.Create(name, expression));
        }

        return read;
    }

    /// <summary>Each name of a map with the map; names that no variable can have are refused.</summary>
    public static IEnumerable<(string Name, YamlFields Values)> Names(this YamlFields fields, string key, string example)
    {
        if (fields.Map(key, example) is not { } values)
            yield break;
        foreach (var entry in values.Entries)
        {
            if (VariableName.IsValid(entry.Key))
                yield return (entry.Key, values);
            else
                values.Refuse(entry.Key, $"is no name for a variable; use {VariableName.Rule}");
        }
    }
}
