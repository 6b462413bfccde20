using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>A keyword in its words.</summary>
internal static class Phrase
{
    public static List<string> WordsIn(string keyword)
    {
        var found = new List<string>();
        var words = new Words(FoldedText.Of(keyword));
        while (words.MoveNext())
            found.Add(words.Current.ToString());
        return found;
    }
}
