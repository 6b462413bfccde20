using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Maps of variables to something.</summary>
internal static class Named
{
    /// <summary>In one step: a turn works out all of them.</summary>
    private const int Most = 100;

    private static readonly Field<Expression?> Value = new("", "what it is to be, such as price * 2 or \"a text\"", Shapes.Expression);

    /// <summary>Variables, and what is worked out for them.</summary>
    public static readonly Shape<IReadOnlyList<KeyValuePair<string, Expression>>> Expressions = Of(Value);

    /// <summary>The same, one at least.</summary>
    public static readonly Shape<IReadOnlyList<KeyValuePair<string, Expression>>> SomeExpressions = Of(Value, least: 1);

    /// <param name="value">What one of them is; it goes by the variable's name.</param>
    /// <param name="least">How many there are at least.</param>
    public static Shape<IReadOnlyList<KeyValuePair<string, T>>> Of<T>(Field<T?> value, int least = 0)
        where T : class => new(
            (fields, field) =>
            {
                var read = new List<KeyValuePair<string, T>>();
                if (fields.Map(field.Key, field.Meaning) is not { } values)
                    return read;
                if (values.Entries.Count < least)
                    fields.Refuse(field.Key, $"is empty; write {field.Meaning}", FindingCode.MissingField);
                if (values.Entries.Count > Most)
                    fields.Refuse(field.Key, $"{values.Entries.Count} names; at most {Most} are taken in one step", FindingCode.TooLong);
                foreach (var entry in values.Entries.Take(Most))
                {
                    if (!VariableName.IsValid(entry.Key))
                        values.Refuse(entry.Key, $"is no name for a variable; use {VariableName.Rule}");
                    else if ((value with { Key = entry.Key }).Read(values) is { } one)
                        read.Add(KeyValuePair.Create(entry.Key, one));
                }

                return read;
            },
            Json.Map(Json.VariableNames, value.Described(), least, Most));
}
