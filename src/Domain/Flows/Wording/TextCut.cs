using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>Shortens text without taking a character apart.</summary>
internal static class TextCut
{
    /// <summary>Trimmed, at most <paramref name="length"/> UTF-16 units, without halves of characters (no store and no provider takes them).</summary>
    public static string Clean(string text, int length)
    {
        var trimmed = text.Trim();
        var whole = HasLoneSurrogate(trimmed) ? string.Concat(trimmed.EnumerateRunes().Select(rune => rune.ToString())) : trimmed;
        return whole.Length <= length ? whole : whole[..BoundaryBefore(whole, length)];
    }

    /// <summary>The last place up to <paramref name="limit"/> that lies between two characters as a reader sees them.</summary>
    public static int BoundaryBefore(ReadOnlySpan<char> text, int limit)
    {
        var at = 0;
        while (at < text.Length && at + StringInfo.GetNextTextElementLength(text[at..]) is var next && next <= limit)
            at = next;
        return at > 0 || text.Length == 0 ? at : char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out _, out _) != System.Buffers.OperationStatus.Done)
                return true;
            at++;
        }

        return false;
    }
}
