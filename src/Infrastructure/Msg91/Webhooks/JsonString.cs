using System.Buffers.Text;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Decodes what stands between the quotes of a JSON string. The framework's own decoder throws on half a surrogate pair
/// (<c>\ud800</c>), which phones do send; here it becomes U+FFFD, and NUL, which PostgreSQL refuses, is left out.
/// </summary>
internal static class JsonString
{
    private const int OnStack = 512;

    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var plain = escaped.Length <= OnStack ? stackalloc byte[OnStack] : new byte[escaped.Length];
        return Encoding.UTF8.GetString(plain[..Unescape(escaped, plain)]);
    }

    /// <param name="escaped">Well-formed: a JSON reader has seen it.</param>
    /// <param name="plain">At least as long: no escape is shorter than what it stands for.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var written = 0;
        while (escaped.IndexOf((byte)'\\') is var next and >= 0)
        {
            escaped[..next].CopyTo(plain[written..]);
            written += next;
            var letter = escaped[next + 1];
            escaped = escaped[(next + 2)..];
            if (letter == 'u')
            {
                written += Unicode(ref escaped, plain[written..]);
            }
            else
            {
                plain[written++] = letter switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => letter,
                };
            }
        }

        escaped.CopyTo(plain[written..]);
        return written + escaped.Length;
    }

    private static int Unicode(ref ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var unit = Hex(escaped);
        escaped = escaped[4..];
        if (unit == '\0')
        {
            return 0;
        }

        if (char.IsHighSurrogate(unit) && escaped.StartsWith("\\u"u8) && Hex(escaped[2..]) is var low && char.IsLowSurrogate(low))
        {
            escaped = escaped[6..];
            return new Rune(unit, low).EncodeToUtf8(plain);
        }

        return (char.IsSurrogate(unit) ? Rune.ReplacementChar : new Rune(unit)).EncodeToUtf8(plain);
    }

    private static char Hex(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : '\ufffd';
}
