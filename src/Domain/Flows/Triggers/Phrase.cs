using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>A keyword in its words.</summary>
internal sealed class Phrase
{
    private Phrase(IReadOnlyList<string> words, FoundTrigger trigger) => (Words, Trigger) = (words, trigger);

    public IReadOnlyList<string> Words { get; }

    public FoundTrigger Trigger { get; }

    /// <summary>Null when there is no word in it to look for.</summary>
    public static Phrase? From(string keyword, FoundTrigger trigger) => WordsIn(keyword) is { Count: > 0 } words ? new Phrase(words, trigger) : null;

    public static List<string> WordsIn(string keyword)
    {
        var found = new List<string>();
        var words = new Words(FoldedText.Of(keyword));
        while (words.MoveNext())
            found.Add(words.Current.ToString());
        return found;
    }

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
