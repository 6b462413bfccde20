using System.Globalization;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>Splits text where a reader would pause: at the end of a sentence or line, else at white space, else between two characters.</summary>
internal static class TextSplit
{
    private const string SentenceEnds = ".!?…।॥。！？؟";
    private const string EndsWithoutSpace = "。！？";
    private const string Closers = "\"'”’»)]}」』*_~";

    /// <summary>Parts of at most <paramref name="limit"/> UTF-16 units, none of them empty; a text that fits stays as it is.</summary>
    public static List<string> Parts(string text, int limit)
    {
        var parts = new List<string>();
        var rest = text;
        while (rest.Length > limit)
        {
            var cut = Cut(rest, limit);
            AddUnlessBlank(parts, rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        AddUnlessBlank(parts, rest);
        return parts;
    }

    /// <summary>The last part by itself, and everything before it in one piece.</summary>
    public static (string Before, string Last) LastPart(string text, int limit)
    {
        var last = Parts(text, limit)[^1];
        var at = text.LastIndexOf(last, StringComparison.Ordinal);
        return (text[..at].TrimEnd(), last);
    }

    private static void AddUnlessBlank(List<string> parts, string part)
    {
        if (!string.IsNullOrWhiteSpace(part))
            parts.Add(part);
    }

    /// <summary>Goes by whole characters as a reader sees them, so that none is taken apart.</summary>
    private static int Cut(string text, int limit)
    {
        int at = 0, sentence = 0, space = 0;
        var afterSentence = false;
        while (at < text.Length)
        {
            var first = text[at];
            if (char.IsWhiteSpace(first))
            {
                space = at;
                if (afterSentence || first is '\n' or '\r')
                    sentence = at;
            }

            var length = StringInfo.GetNextTextElementLength(text, at);
            if (at + length > limit)
                break;
            at += length;
            if (EndsWithoutSpace.Contains(first, StringComparison.Ordinal))
                sentence = at;
            afterSentence = SentenceEnds.Contains(first, StringComparison.Ordinal)
                || (afterSentence && Closers.Contains(first, StringComparison.Ordinal));
        }

        return sentence > 0 ? sentence
            : space > 0 ? space
            : at > 0 ? at
            : char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }
}
