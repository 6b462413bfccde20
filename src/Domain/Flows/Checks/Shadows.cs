using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Triggers that never begin their flow, because whatever message fits them fits another one, which goes first.</summary>
internal static class Shadows
{
    private static readonly FlowContext Nowhere = new(UserName: null, "", "", "");

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var all = FoundTrigger.In(flows);
        var same = all.GroupBy(found => KeyOf(found.Trigger), StringComparer.Ordinal).ToDictionary(group => group.Key, First, StringComparer.Ordinal);
        var inWords = new TriggerIndex([.. all.Where(found => found.Trigger is Trigger.Keyword or Trigger.Fallback)]);
        var anything = First(all.Where(found => found.Trigger is Trigger.Fallback));
        foreach (var found in all)
        {
            var first = First(new[] { same[KeyOf(found.Trigger)], anything, InWordsOf(found, inWords) }.OfType<FoundTrigger>())!;
            if (first.Flow != found.Flow && first.GoesBefore(found) && (first.Trigger.Interrupts || !found.Trigger.Interrupts))
            {
                yield return new FlowFinding(
                    found.Flow,
                    FlowDoubt.ShadowedTrigger,
                    "type",
                    $"{found.Trigger.InWords} begins the flow {first.Flow.Id}, which goes first; take one of them out, or give this one a greater priority",
                    Stops: false)
                { Trigger = found.Trigger };
            }
        }
    }

    private static FoundTrigger? First(IEnumerable<FoundTrigger> found) => found.Aggregate((FoundTrigger?)null, (first, other) => other.GoesBefore(first) ? other : first);

    /// <summary>What goes first in a message of just these words goes first in every message with them.</summary>
    private static FoundTrigger? InWordsOf(FoundTrigger found, TriggerIndex inWords) => found.Trigger switch
    {
        Trigger.Keyword keyword => inWords.Find(new CustomerInput(MessageType.Text, keyword.Value, Payload: null), Nowhere),
        Trigger.ExactMatch match => inWords.Find(new CustomerInput(MessageType.Text, match.Value, Payload: null), Nowhere),
        _ => null,
    };

    private static string KeyOf(Trigger trigger) => trigger switch
    {
        Trigger.ExactMatch match => $"whole {match.Folded}",
        Trigger.Keyword keyword => $"keyword {string.Join(' ', Phrase.WordsIn(keyword.Value))}",
        Trigger.Payload payload => $"payload {payload.Value}",
        Trigger.Matching matching => $"regex {matching.Value}",
        Trigger.OfType type => $"type {type.Value}",
        _ => trigger.GetType().Name,
    };
}
