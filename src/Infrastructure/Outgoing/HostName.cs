using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>
/// Reads a host in the one form that means the same to everybody. What some programs take for an address and others for a name is neither:
/// <c>127.1</c>, <c>0x7f000001</c>, <c>017700000001</c>, <c>2130706433</c>, a dot at the end, letters outside of ASCII (names that have such are written with <c>xn--</c>).
/// </summary>
internal static class HostName
{
    private const int Longest = 253;
    private const int LongestLabel = 63;

    /// <returns>In lower case, IPv6 without its brackets; null where it is no host.</returns>
    public static string? Read(string text) =>
        text.StartsWith('[') ? ReadIPv6(text)
        : IsNumeric(text) ? ReadIPv4(text)
        : IsName(text) ? text.ToLowerInvariant()
        : null;

    public static bool IsAddress(string host) => host.Contains(':', StringComparison.Ordinal) || IsNumeric(host);

    private static string? ReadIPv6(string text) =>
        text.EndsWith(']')
        && IPAddress.TryParse(text[1..^1], out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && address.ScopeId == 0
        && address.ToString().Equals(text[1..^1], StringComparison.OrdinalIgnoreCase)
            ? address.ToString()
            : null;

    private static string? ReadIPv4(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text ? text : null;

    /// <summary>Its last part is a number, in whatever way it is written: then it can only be an address.</summary>
    private static bool IsNumeric(string text)
    {
        var last = text[(text.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsName(string text) => text.Length is > 0 and <= Longest && text.Split('.').All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel
        && char.IsAsciiLetterOrDigit(label[0])
        && char.IsAsciiLetterOrDigit(label[^1])
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
