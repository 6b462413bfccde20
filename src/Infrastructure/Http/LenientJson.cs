using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>Reads JSON whose types nobody promises: what is missing or of another kind is null, and nothing throws.</summary>
internal static partial class LenientJson
{
    /// <summary>Null for what is not JSON. A byte order mark and broken UTF-8 are put up with.</summary>
    public static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Field(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } some && some.TryGetProperty(name, out var value) ? value : null;

    public static JsonElement? First(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } some && some.GetArrayLength() > 0 ? some[0] : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } some ? some.EnumerateArray() : [];

    /// <summary>A string that is not empty, or a number as it is written.</summary>
    public static string? Text(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } some => String(some) is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Number } some => some.GetRawText(),
        _ => null,
    };

    public static int? Integer(this JsonElement? element) =>
        int.TryParse(element.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Amount(this JsonElement? element) =>
        decimal.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Truth(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => bool.TryParse(element.Text(), out var truth) ? truth : null,
    };

    /// <summary>Without NUL, which PostgreSQL stores in no text: a turn with such an answer would be tried, and asked, again and again.</summary>
    private static string? String(JsonElement element) => Decoded(element)?.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>An answer that was cut in the middle of an emoji holds half a surrogate pair, which the reader would throw at.</summary>
    private static string? Decoded(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return JsonElement.Parse(LoneSurrogate().Replace(element.GetRawText(), "\\uFFFD")).GetString();
        }
    }

    [GeneratedRegex(@"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoneSurrogate();
}
