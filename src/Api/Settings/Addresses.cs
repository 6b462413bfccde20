namespace WhatsAppSupport.Api.Settings;

/// <summary>Addresses of other services.</summary>
internal static class Addresses
{
    /// <summary>What paths are appended to: without a slash at the end, and without a query.</summary>
    public static Uri Base(EnvironmentValues values, SettingErrors errors, string name, Uri otherwise)
    {
        var text = values.Text(name, otherwise.OriginalString);
        if (IsWeb(text, out var address) && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0)
        {
            return new Uri(address.AbsoluteUri.TrimEnd('/'));
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is not an http(s) address without a query", otherwise.ToString());
        return otherwise;
    }

    /// <summary>The same where nobody need say one.</summary>
    public static Uri? BaseOrNone(EnvironmentValues values, SettingErrors errors, string name, string example)
    {
        if (values.Text(name) is not { } text)
        {
            return null;
        }

        if (IsWeb(text, out var address) && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0)
        {
            return new Uri(address.AbsoluteUri.TrimEnd('/'));
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is not an http(s) address without a query", example);
        return null;
    }

    public static Uri? Plain(EnvironmentValues values, SettingErrors errors, string name, string example)
    {
        if (values.Text(name) is not { } text)
        {
            return null;
        }

        if (IsWeb(text, out var address))
        {
            return address;
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is not an http(s) address", example);
        return null;
    }

    /// <summary>An address that lets in whoever knows it.</summary>
    public static Uri? Secret(EnvironmentValues values, SettingErrors errors, string name, string example)
    {
        if (values.Secret(name) is not { } text)
        {
            return null;
        }

        if (IsWeb(text, out var address))
        {
            return address;
        }

        errors.Add(name, "is not an http(s) address", example);
        return null;
    }

    /// <summary>A text as it may be shown. An address may hold a user and a password, or a key in its query.</summary>
    /// <returns>Null where there is, or may be, a password in it.</returns>
    public static string? Harmless(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var end = text.Contains("://", StringComparison.Ordinal) ? text.IndexOfAny(['?', '#']) : -1;
        return end < 0 ? text : text[..end];
    }

    private static bool IsWeb(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && (address.Scheme is "http" or "https") && address.Host.Length > 0;
}
