using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Answers;

/// <summary>A picture, document, sound, film or place. Kept with its <c>type</c>, its <c>caption</c>, and what the provider tells of it, such as <c>url</c>.</summary>
/// <param name="Kinds">What is taken.</param>
public sealed record MediaCheck(IReadOnlyList<MessageType> Kinds) : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Fields;

    private protected override Value? ReadAny(CustomerInput input, Locale locale)
    {
        if (!Kinds.Contains(input.Type))
            return null;
        var fields = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in Value.FromJson(input.Media) is Value.Fields(var told) ? told : new Dictionary<string, Value>())
            fields[name] = value;
        fields["type"] = Value.Of(input.Type.ToString().ToLowerInvariant());
        fields["caption"] = Value.Of(input.Text);
        return new Value.Fields(fields);
    }
}
