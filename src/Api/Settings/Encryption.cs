namespace WhatsAppSupport.Api.Settings;

/// <summary>This version stores in clear. Whoever goes live must have said that they know.</summary>
internal static class Encryption
{
    private const string Name = "ENCRYPTION_KEYS";
    private const string Off = "off";

    public static void Check(string? value, bool isSandbox, SettingErrors errors)
    {
        if (value is null && !isSandbox)
        {
            errors.Add(Name, "is not set, and with MSG91_AUTH_KEY set it must be; this version stores messages in clear", Off);
        }
        else if (value is not null && !value.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(Name, "encryption at rest is not in this version", Off);
        }
    }
}
