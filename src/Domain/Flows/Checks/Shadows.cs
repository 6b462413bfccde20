using WhatsAppSupport.Domain.Flows.Triggers;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Triggers that ask for exactly what another one asks for, which goes first.</summary>
internal static class Shadows
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var all = flows.SelectMany(flow => flow.Triggers.Select(trigger => (trigger, flow))).Select((one, order) => new FoundTrigger(one.trigger, one.flow, order));
        foreach (var same in all.Where(found => found.Trigger is not Trigger.ExactMatch).GroupBy(found => KeyOf(found.Trigger), StringComparer.Ordinal))
        {
            var first = same.Aggregate((one, other) => other.GoesBefore(one) ? other : one);
            foreach (var shadowed in same.Where(found => found.Flow != first.Flow))
            {
                yield return new FlowFinding(
                    shadowed.Flow,
                    FlowDoubt.ShadowedTrigger,
                    "type",
                    $"{shadowed.Trigger.InWords} begins the flow {first.Flow.Id}, which goes first; take one of them out, or give this one a greater priority",
                    Stops: false)
                { Trigger = shadowed.Trigger };
            }
        }
    }

    private static string KeyOf(Trigger trigger) => trigger switch
    {
        Trigger.Keyword keyword => $"keyword {string.Join(' ', Phrase.WordsIn(keyword.Value))}",
        Trigger.Payload payload => $"payload {payload.Value}",
        Trigger.Matching matching => $"regex {matching.Value}",
        Trigger.OfType type => $"type {type.Value}",
        _ => trigger.GetType().Name,
    };
}
