using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WhatsAppSupport.Domain.Flows.Values;

/// <summary>JSON that somebody else wrote. A half of a pair of surrogates in it, at which a reader would throw, is U+FFFD; NUL, which no database takes, is left out.</summary>
internal static class AnswerJson
{
    private const int EscapeLength = 6;

    /// <summary>What is made of it; null for what is no JSON.</summary>
    public static T? Read<T>(string json, Func<JsonElement, T> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(Cleaned(json)));
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            // Others decide what stands in it; there is no way to ask first.
            return null;
        }
    }

    private static string Cleaned(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
            return json;
        var cleaned = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
                cleaned.Append(json[at]);
            else if (UnitAt(json, at) is not { } unit)
                cleaned.Append(json.AsSpan(at, Math.Min(2, json.Length - at++)));
            else
            {
                var isPair = UnitAt(json, at + EscapeLength) is { } next && char.IsSurrogatePair(unit, next);
                var length = isPair ? 2 * EscapeLength : EscapeLength;
                if (unit != '\0')
                    cleaned.Append(isPair || !char.IsSurrogate(unit) ? json.AsSpan(at, length) : "\\uFFFD");
                at += length - 1;
            }
        }

        return cleaned.ToString();
    }

    /// <summary>What the escape that begins here stands for; null where none does.</summary>
    private static char? UnitAt(string json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, EscapeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
