namespace WhatsAppSupport.Api.Settings;

/// <summary>Keys travel in HTTP headers, which take printable ASCII only.</summary>
internal static class Keys
{
    public static string? Printable(string? value, string name, SettingErrors errors)
    {
        if (value is null || value.All(character => character is > ' ' and <= '~'))
        {
            return value;
        }

        errors.Add(name, "holds a space, a line break or a letter outside of ASCII", "the key alone, on one line, without quotes");
        return null;
    }

    /// <summary>A text that goes into a header and is no secret.</summary>
    public static string? Header(string? value, string name, SettingErrors errors)
    {
        if (value is null || value.All(character => character is >= ' ' and <= '~'))
        {
            return value;
        }

        errors.Add(name, $"{SettingErrors.Quoted(value)} holds a letter outside of ASCII", "My shop");
        return null;
    }
}
