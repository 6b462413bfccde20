using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>
/// Finds the flow that a message begins, in time that grows with the message and not with the number of triggers. A whole
/// message goes before a keyword, a longer keyword before a shorter, and an earlier flow's before a later one's.
/// </summary>
internal sealed class TriggerIndex
{
    private readonly FrozenDictionary<string, Flow> whole;
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> byFirstWord;

    public TriggerIndex(IEnumerable<Flow> flows)
    {
        var exact = new Dictionary<string, Flow>(StringComparer.Ordinal);
        var phrases = new List<Phrase>();
        foreach (var flow in flows)
        {
            foreach (var trigger in flow.Triggers)
            {
                if (trigger is Trigger.ExactMatch match)
                    exact.TryAdd(match.Folded, flow);
                else if (trigger is Trigger.Keyword keyword && Phrase.From(keyword.Value, phrases.Count, flow) is { } phrase)
                    phrases.Add(phrase);
            }
        }

        whole = exact.ToFrozenDictionary(StringComparer.Ordinal);
        byFirstWord = phrases
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Flow? Find(string? text)
    {
        var folded = FoldedText.Of(text);
        if (folded.Length == 0)
            return null;
        if (whole.TryGetValue(folded, out var flow))
            return flow;

        Phrase? best = null;
        var words = new Words(folded);
        while (words.MoveNext())
        {
            if (!byFirstWord.TryGetValue(words.Current, out var candidates))
                continue;
            foreach (var candidate in candidates)
            {
                if (candidate.GoesBefore(best) && candidate.Fits(words))
                    best = candidate;
            }
        }

        return best?.Flow;
    }
}
