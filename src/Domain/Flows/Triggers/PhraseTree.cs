using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>
/// Keywords by their words, one after another: however many begin alike ("where is my ..."), a message is gone through once from each of its words.
/// </summary>
internal sealed class PhraseTree
{
    private readonly Node root = new();

    public PhraseTree(IEnumerable<FoundTrigger> keywords)
    {
        foreach (var found in keywords)
        {
            var words = Phrase.WordsIn(((Trigger.Keyword)found.Trigger).Value);
            if (words.Count == 0)
                continue;
            var end = words.Aggregate(root, (node, word) => node.Then(word));
            if (found.GoesBefore(end.Ends))
                end.Ends = found;
        }
    }

    /// <summary>What goes first of all that stand in the message, and of what was found before.</summary>
    public FoundTrigger? FirstOf(string folded, FoundTrigger? best)
    {
        var words = new Words(folded);
        while (words.MoveNext())
        {
            var rest = words;
            for (var node = root.After(words.Current); node is not null; node = rest.MoveNext() ? node.After(rest.Current) : null)
            {
                if (node.Ends is { } ends && ends.GoesBefore(best))
                    best = ends;
            }
        }

        return best;
    }

    private sealed class Node
    {
        private Dictionary<string, Node>? next;

        /// <summary>What is found where the words have come to here.</summary>
        public FoundTrigger? Ends { get; set; }

        public Node Then(string word)
        {
            next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!next.TryGetValue(word, out var node))
                next[word] = node = new Node();
            return node;
        }

        public Node? After(ReadOnlySpan<char> word) =>
            next is not null && next.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var node) ? node : null;
    }
}
