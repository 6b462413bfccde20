using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>Finds the flow that a message begins, in time that grows with the message and with the patterns, and not with the number of words and phrases.</summary>
internal sealed class TriggerIndex
{
    private readonly FrozenDictionary<string, FoundTrigger> whole;
    private readonly FrozenDictionary<string, FoundTrigger> payloads;
    private readonly PhraseTree phrases;

    /// <summary>Those that have to be looked at one by one, the first that fits first.</summary>
    private readonly FoundTrigger[] others;

    public TriggerIndex(IReadOnlyCollection<FoundTrigger> all)
    {
        whole = First(all, trigger => (trigger as Trigger.ExactMatch)?.Folded);
        payloads = First(all, trigger => (trigger as Trigger.Payload)?.Value);
        phrases = new PhraseTree(all.Where(found => found.Trigger is Trigger.Keyword));
        others =
        [
            .. all.Where(found => found.Trigger is not (Trigger.ExactMatch or Trigger.Payload or Trigger.Keyword))
                .OrderByDescending(found => found.Trigger.Priority).ThenBy(found => found.Trigger.Rank).ThenBy(found => found.Order),
        ];
    }

    public FoundTrigger? Find(CustomerInput input, FlowContext context)
    {
        FoundTrigger? best = null;
        if (input.Payload is not null && payloads.TryGetValue(input.Payload, out var tapped))
            best = tapped;
        if (input.IsWords)
            FindInWords(FoldedText.Of(input.Text), ref best);
        foreach (var other in others)
        {
            if (Fits(other.Trigger, input, context))
                return other.GoesBefore(best) ? other : best;
        }

        return best;
    }

    private void FindInWords(string folded, ref FoundTrigger? best)
    {
        if (folded.Length == 0)
            return;
        if (whole.TryGetValue(folded, out var exact) && exact.GoesBefore(best))
            best = exact;
        best = phrases.FirstOf(folded, best);
    }

    private static bool Fits(Trigger trigger, CustomerInput input, FlowContext context) => trigger switch
    {
        Trigger.Matching(_, var pattern) => input.IsWords && input.Text is { } text && pattern.IsMatch(text),
        Trigger.OfType(var type) => input.Type == type,
        Trigger.FirstMessage => context.IsFirstMessage,
        Trigger.OutsideHours => !context.Hours.IsOpenAt(context.Now),
        _ => true,
    };

    private static FrozenDictionary<string, FoundTrigger> First(IEnumerable<FoundTrigger> all, Func<Trigger, string?> keyOf)
    {
        var first = new Dictionary<string, FoundTrigger>(StringComparer.Ordinal);
        foreach (var found in all)
        {
            if (keyOf(found.Trigger) is { } key && found.GoesBefore(first.GetValueOrDefault(key)))
                first[key] = found;
        }

        return first.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
