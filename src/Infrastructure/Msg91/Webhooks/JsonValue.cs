using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>One value as it stands in the body; empty when the property is not there.</summary>
internal readonly ref struct JsonValue(ReadOnlySpan<byte> written)
{
    private const string Callback = "_callback";

    private readonly ReadOnlySpan<byte> raw = written;

    public ReadOnlySpan<byte> Raw => raw;

    public bool IsPresent => !raw.IsEmpty;

    /// <summary>MSG91 writes what it does not know as <c>""</c>.</summary>
    public bool IsFilled => !raw.IsEmpty && !raw.SequenceEqual("\"\""u8) && !raw.SequenceEqual("null"u8);

    public bool IsStructure => !raw.IsEmpty && raw[0] is (byte)'{' or (byte)'[';

    /// <summary>The bytes as they are written, without a string's quotes.</summary>
    public ReadOnlySpan<byte> Unquoted => IsString ? raw[1..^1] : raw;

    /// <summary>An identifier with the mark that MSG91 adds to the id of an inbound report.</summary>
    public bool IsMarkedId => IsString && Unquoted.EndsWith("_callback"u8);

    private bool IsString => !raw.IsEmpty && raw[0] == '"';

    /// <summary>A string, or a number or truth value as it is written; null when absent, blank or a structure.</summary>
    public string? Text()
    {
        if (!IsFilled || IsStructure)
        {
            return null;
        }

        var text = IsString ? JsonString.Decode(raw[1..^1]) : Number(raw);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <inheritdoc cref="Text()" />
    public string? Text(int maxLength) => Text()?.CutTo(maxLength);

    /// <summary>An identifier, without the mark that MSG91 adds to the id of an inbound report.</summary>
    public string? Id()
    {
        var id = Text()?.Trim();
        if (id is not null && id.EndsWith(Callback, StringComparison.Ordinal))
        {
            id = id[..^Callback.Length];
        }

        return string.IsNullOrEmpty(id) ? null : LongId.Fit(id, LongId.MaxLength);
    }

    /// <summary>Compares a word without regard to case; the word is ASCII.</summary>
    public bool Is(ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(Unquoted, word);

    /// <summary>The JSON that this is, or that this string holds: MSG91 posts objects as strings. Empty when it is neither.</summary>
    public ReadOnlySpan<byte> Structure()
    {
        if (IsStructure || !IsString)
        {
            return IsStructure ? raw : default;
        }

        if (raw.IndexOfAny((byte)'{', (byte)'[') < 0)
        {
            return default;
        }

        var plain = new byte[raw.Length];
        var json = plain.AsSpan(0, JsonString.Unescape(raw[1..^1], plain)).Trim(" \t\r\n"u8);
        return !json.IsEmpty && json[0] is (byte)'{' or (byte)'[' ? json : default;
    }

    /// <summary>The object that this is or holds, or the first one of its array; with no property when there is none that can be read.</summary>
    public Fields Object()
    {
        var json = Structure();
        if (!json.IsEmpty && json[0] == '[')
        {
            json = new ObjectsOf(json).First();
        }

        return Fields.TryRead(json, out var fields) ? fields : default;
    }

    /// <summary><c>9.19811112222e11</c> is how some programs write a phone number.</summary>
    private static string Number(ReadOnlySpan<byte> written) =>
        written.IndexOfAny("eE."u8) >= 0
        && decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number)
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : Encoding.UTF8.GetString(written);
}
