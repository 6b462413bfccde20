using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// The wanted properties of one JSON object, found in a single pass and left where they stand: nothing is decoded before it is
/// asked for. The default has no property at all.
/// </summary>
internal ref struct Fields
{
    /// <summary>Deeper than anything that MSG91 or Meta sends.</summary>
    private const int MaxDepth = 64;

    private const int LongestName = 32;

    private static readonly FrozenDictionary<string, Field>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Enum.GetValues<Field>()
            .Where(field => field != Field.Count)
            .ToFrozenDictionary(field => field.ToString(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private ReadOnlySpan<byte> json;
    private Places places;

    /// <summary>Whether there was an object to read at all.</summary>
    public readonly bool Any => !json.IsEmpty;

    public readonly JsonValue this[Field field]
    {
        get
        {
            var place = places[(int)field];
            return new JsonValue(json.Slice(place.Start, place.Length));
        }
    }

    /// <summary>Where in the object's own bytes the value stands.</summary>
    public readonly (int Start, int Length) PlaceOf(Field field) => places[(int)field];

    /// <returns>False when this is not one well-formed object of ordinary depth.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out Fields fields)
    {
        fields = default;
        if (json.IsEmpty || json[0] != '{')
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var found = new Fields { json = json };
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var known = TryName(ref reader, out var field);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (known)
                {
                    found.Take(field, start, (int)reader.BytesConsumed - start);
                }
            }

            fields = found;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Of a property that comes twice, the last one that says something counts: <c>""</c> is how MSG91 writes "absent".</summary>
    private void Take(Field field, int start, int length)
    {
        if (places[(int)field].Length == 0 || new JsonValue(json.Slice(start, length)).IsFilled)
        {
            places[(int)field] = (start, length);
        }
    }

    private static bool TryName(ref Utf8JsonReader reader, out Field field)
    {
        field = default;
        var written = reader.ValueSpan;
        if (written.Length > LongestName * (reader.ValueIsEscaped ? 6 : 1))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[written.Length];
        var length = JsonString.Unescape(written, plain);
        Span<char> name = stackalloc char[length];
        var end = 0;
        foreach (var letter in plain[..length])
        {
            if (letter != '_')
            {
                name[end++] = (char)letter;
            }
        }

        return ByName.TryGetValue(name[..end], out field);
    }

    [InlineArray((int)Field.Count)]
    private struct Places
    {
        private (int Start, int Length) first;
    }
}
