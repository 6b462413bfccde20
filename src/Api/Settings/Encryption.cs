using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Reads <c>ENCRYPTION_KEYS</c>: what stored values are sealed with. Whoever goes live has keys, or has said that they do without.</summary>
internal static class Encryption
{
    private const string Name = "ENCRYPTION_KEYS";
    private const string Off = "off";
    private const string Example = "2026a: and 32 random bytes in base64, as 'dotnet run --project src/Api -- keys new' prints it; several comma-separated, the first one seals; or off";
    private const int LongestId = 32;

    /// <returns>Null: values are stored in clear.</returns>
    public static KeyRing? Read(EnvironmentValues values, bool isSandbox, SettingErrors errors)
    {
        var texts = values.Secrets(Name);
        if (texts.Count == 0)
        {
            if (!isSandbox)
            {
                errors.Add(Name, "is not set, and with MSG91_AUTH_KEY set it must be", Example);
            }

            return null;
        }

        if (texts is [var only] && only.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            values.Show(Name, Off);
            return null;
        }

        var keys = texts.Select((text, place) => KeyOf(text, place + 1, errors)).OfType<RingKey>().ToList();
        if (keys.Select(key => key.Id).Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            errors.Add(Name, "names two keys alike", Example);
        }

        if (keys.Count < texts.Count || keys.Count == 0)
        {
            return null;
        }

        var ring = new KeyRing(keys);
        values.Show(Name, ring.ToString());
        return ring;
    }

    /// <summary>Says which of them is wrong by its place: what stands there may be a key without its id.</summary>
    private static RingKey? KeyOf(string text, int place, SettingErrors errors)
    {
        var parts = text.Split(':', 2);
        if (parts.Length < 2 || parts[0].Length is 0 or > LongestId || !parts[0].All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            errors.Add(Name, $"key {place} does not begin with an id of up to {LongestId} letters and digits and a colon", Example);
            return null;
        }

        Span<byte> bytes = stackalloc byte[RingKey.Length + 1];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var length) || length != RingKey.Length)
        {
            errors.Add(Name, $"key {place} is not {RingKey.Length} bytes in base64", Example);
            return null;
        }

        return new RingKey(parts[0], bytes[..RingKey.Length].ToArray());
    }
}
