using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>A keyword in its words.</summary>
internal sealed class Phrase
{
    private readonly int length;
    private readonly int order;

    private Phrase(IReadOnlyList<string> words, int order, Flow flow) =>
        (Words, length, this.order, Flow) = (words, words.Sum(word => word.Length), order, flow);

    public IReadOnlyList<string> Words { get; }

    public Flow Flow { get; }

    /// <summary>Null when there is no word in it to look for.</summary>
    public static Phrase? From(string keyword, int order, Flow flow) =>
        WordsIn(keyword) is { Count: > 0 } words ? new Phrase(words, order, flow) : null;

    public static List<string> WordsIn(string keyword)
    {
        var found = new List<string>();
        var words = new Words(FoldedText.Of(keyword));
        while (words.MoveNext())
            found.Add(words.Current.ToString());
        return found;
    }

    public bool GoesBefore(Phrase? other) =>
        other is null || length > other.length || (length == other.length && order < other.order);

    /// <param name="words">Stands at this phrase's first word.</param>
    public bool Fits(Words words)
    {
        for (var index = 1; index < Words.Count; index++)
        {
            if (!words.MoveNext() || !words.Current.SequenceEqual(Words[index]))
                return false;
        }

        return true;
    }
}
