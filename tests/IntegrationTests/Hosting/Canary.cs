using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// Something distinctive that is found among bytes however it was written down there: as text, in lower case, in JSON (also inside of JSON, also in a dump of that), in an
/// address, in hexadecimal as a dump writes bytes, and in base64 at whichever place of it.
/// </summary>
public sealed record Canary
{
    /// <summary>Whatever begins in ASCII is looked for at once, many times faster than one by one.</summary>
    private readonly SearchValues<string> together;
    private readonly string[] each;

    public Canary(string text)
    {
        var forms = FormsOf(text).Select(Encoding.Latin1.GetString).Distinct(StringComparer.Ordinal).ToLookup(form => Ascii.IsValid(form.AsSpan(0, 3)));
        (Text, together, each) = (text, SearchValues.Create([.. forms[true]], StringComparison.Ordinal), [.. forms[false]]);
    }

    public string Text { get; }

    public bool IsIn(ReadOnlySpan<byte> bytes) => IsIn(Encoding.Latin1.GetString(bytes));

    /// <param name="bytes">One letter each (Latin-1), for who looks for many in the same bytes.</param>
    public bool IsIn(string bytes) => bytes.AsSpan().ContainsAny(together) || Array.Exists(each, form => bytes.Contains(form, StringComparison.Ordinal));

    public override string ToString() => Text;

    private static IEnumerable<byte[]> FormsOf(string text)
    {
        var json = JsonEncodedText.Encode(text, JavaScriptEncoder.Default).ToString();
        var sparing = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        var address = Uri.EscapeDataString(text);
        byte[][] plain =
        [
            .. Bytes(text, json, LowerCaseEscapes(json), sparing, Inside(json), Inside(sparing)),
            Encoding.Unicode.GetBytes(text),
            Encoding.BigEndianUnicode.GetBytes(text),
        ];
        return
        [
            .. plain,
            .. Bytes(text.ToLowerInvariant(), LowerCaseEscapes(sparing), Inside(Inside(json)), Inside(Inside(sparing))),
            .. Bytes(address, address.Replace("%20", "+", StringComparison.Ordinal), address.ToLowerInvariant()),
            .. plain.SelectMany(bytes => Bytes(Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes))),
            .. plain.SelectMany(Base64).SelectMany(encoded => Bytes(encoded)),
        ];
    }

    private static IEnumerable<byte[]> Bytes(params IEnumerable<string> written) => written.Select(Encoding.UTF8.GetBytes);

    /// <summary>As a string of JSON, or a dump, escapes what is escaped already.</summary>
    private static string Inside(string escaped) => escaped.Replace("\\", @"\\", StringComparison.Ordinal);

    /// <summary>\u0928 is written with lower-case digits by some.</summary>
    private static string LowerCaseEscapes(string json)
    {
        var lower = new StringBuilder(json);
        for (var at = json.IndexOf("\\u", StringComparison.Ordinal); at >= 0; at = json.IndexOf("\\u", at + 6, StringComparison.Ordinal))
        {
            for (var digit = at + 2; digit < at + 6; digit++)
            {
                lower[digit] = char.ToLowerInvariant(lower[digit]);
            }
        }

        return lower.ToString();
    }

    /// <summary>What certainly stands in base64 of something longer: it begins at any of three places, and the letters at both ends belong to its neighbours, too.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            byte[] placed = [.. new byte[before], .. bytes];
            var whole = placed.Length / 3 * 4;
            var encoded = Convert.ToBase64String(placed)[(before == 0 ? 0 : 4)..whole];
            yield return encoded;
            yield return encoded.Replace('+', '-').Replace('/', '_');
        }
    }
}
