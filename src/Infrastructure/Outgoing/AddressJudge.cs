using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>
/// Judges an address by the letters in which it was written, not by what a parser made of them: parsers mend, and each mends differently. Only what
/// can be read in one way is taken.
/// </summary>
internal static class AddressJudge
{
    private const string AfterScheme = "://";

    private static readonly char[] EndsOfAuthority = ['/', '?', '#'];

    /// <returns>Null: it may be asked, as far as its letters tell.</returns>
    public static AddressFault? FaultIn(Uri address, AllowedHosts hosts)
    {
        var text = address.OriginalString;
        if (!address.IsAbsoluteUri || text.Length > CallLimits.LongestUrl || text.Any(IsForbidden))
        {
            return AddressFault.Unreadable;
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            return AddressFault.Scheme;
        }

        return text.StartsWith(address.Scheme + AfterScheme, StringComparison.OrdinalIgnoreCase)
            ? FaultIn(Authority(text[(address.Scheme.Length + AfterScheme.Length)..]), address, hosts)
            : AddressFault.Unreadable;
    }

    private static AddressFault? FaultIn(string authority, Uri address, AllowedHosts hosts)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return AddressFault.User;
        }

        var (hostText, portText) = AllowedHost.Split(authority);
        var port = portText is null ? (address.Scheme == Uri.UriSchemeHttps ? 443 : 80) : AllowedHost.ReadPort(portText);
        if (port is null || HostName.Read(hostText) is not { } host)
        {
            return AddressFault.Host;
        }

        // Whoever connects goes by the parser's reading.
        if (address.Port != port || !address.DnsSafeHost.Equals(host, StringComparison.OrdinalIgnoreCase) || address.UserInfo.Length > 0)
        {
            return AddressFault.Host;
        }

        return hosts.ReachOf(address.Scheme, host, port.Value) == Reach.None ? AddressFault.NotListed : null;
    }

    private static string Authority(string afterScheme) =>
        afterScheme.IndexOfAny(EndsOfAuthority) is >= 0 and var end ? afterScheme[..end] : afterScheme;

    /// <summary>Some read a backslash as a slash, and some skip what cannot be seen.</summary>
    private static bool IsForbidden(char character) => character is '\\' or ' ' || char.IsControl(character);
}
