using System.Globalization;
using System.Net;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>A host that may be asked, as a list of them names it.</summary>
/// <param name="Name">In lower case; an IPv6 address without brackets; without <c>*.</c>.</param>
/// <param name="IsFamily">It was <c>*.name</c>: whatever ends in it, however deep, and not the name itself.</param>
/// <param name="Port">Null: the one that belongs to the scheme.</param>
public sealed record AllowedHost(string Name, bool IsFamily, int? Port)
{
    private const string Star = "*.";

    /// <summary>A host on the internet: <c>api.shop.example</c>, <c>*.shop.example</c>, each with <c>:port</c> or without.</summary>
    /// <param name="problem">Why it is none, as the end of a sentence that begins with the text.</param>
    public static AllowedHost? ReadPublic(string text, out string? problem)
    {
        var isFamily = text.StartsWith(Star, StringComparison.Ordinal);
        var host = Read(isFamily ? text[Star.Length..] : text, isFamily, out problem);
        if (host is null)
        {
            return null;
        }

        problem = HostName.IsAddress(host.Name) ? "is an address, and only names stand here"
            : !host.Name.Contains('.', StringComparison.Ordinal) ? (isFamily ? "is everybody's: two parts at least stand behind the star" : "is no name of the internet, which has a dot in it")
            : null;
        return problem is null ? host : null;
    }

    /// <summary>A host in one's own network, exactly named: <c>orders</c>, <c>orders.internal:8080</c>, <c>10.0.0.5:8080</c>, <c>[fd00::5]</c>.</summary>
    /// <inheritdoc cref="ReadPublic" path="/param" />
    public static AllowedHost? ReadOwn(string text, out string? problem)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            problem = "has a star in it, and hosts of one's own network are named one by one";
            return null;
        }

        var host = Read(text, isFamily: false, out problem);
        if (host is null || !IPAddress.TryParse(host.Name, out var address) || NetworkAddresses.ReachOf(address) != Reach.None)
        {
            return host;
        }

        problem = "is an address that is never asked (link-local, metadata, reserved)";
        return null;
    }

    public bool Covers(string host, int port, int usualPort) =>
        (Port ?? usualPort) == port
        && (IsFamily ? host.Length > Name.Length + 1 && host.EndsWith(Name, StringComparison.Ordinal) && host[^(Name.Length + 1)] == '.' : host == Name);

    /// <summary>As it was read.</summary>
    public override string ToString()
    {
        var host = (IsFamily ? Star : "") + (Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]" : Name);
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host;
    }

    private static AllowedHost? Read(string text, bool isFamily, out string? problem)
    {
        problem = null;
        var (hostText, portText) = Split(text);
        if (text.Contains('/', StringComparison.Ordinal) || HostName.Read(hostText) is not { } host)
        {
            problem = "is not a host: its name alone, without https:// and without a path, in letters of ASCII";
            return null;
        }

        if (portText is null)
        {
            return new AllowedHost(host, isFamily, null);
        }

        if (ReadPort(portText) is { } port)
        {
            return new AllowedHost(host, isFamily, port);
        }

        problem = "has a port that is not a number from 1 to 65535";
        return null;
    }

    internal static int? ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue && text[0] != '0' ? port : null;

    /// <summary>At the colon of a port, not at one within brackets.</summary>
    internal static (string Host, string? Port) Split(string text)
    {
        var colon = text.IndexOf(':', text.LastIndexOf(']') + 1);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
