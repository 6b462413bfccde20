using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>
/// Tells the internet from one's own network, and both from what no request of ours has business with. IPv4 is the internet but for what IANA's
/// registry of special addresses lists; IPv6 is nothing but for what is given out (2000::/3), without what is special there.
/// </summary>
internal static class NetworkAddresses
{
    /// <summary>Where clouds tell whoever asks the keys of the machine. Some of them look like one's own network or like the internet.</summary>
    private static readonly IPAddress[] Metadata =
    [
        .. new[]
        {
            "169.254.169.254", "169.254.170.2", "169.254.170.23", "169.254.42.42", "100.100.100.200", "168.63.129.16", "192.0.0.192",
            "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42",
        }.Select(IPAddress.Parse),
    ];

    private static readonly IPNetwork[] Own = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "fc00::/7", "::1/128");

    /// <summary>This network, link-local, protocols, documentation, 6to4's relays, benchmarks, multicast and what is reserved, with the broadcast.</summary>
    private static readonly IPNetwork[] Special = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");

    /// <summary>Protocols (with Teredo, benchmarks and ORCHID), documentation twice, 6to4, AS112.</summary>
    private static readonly IPNetwork[] SpecialIn6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    public static Reach ReachOf(IPAddress address) =>
        Metadata.Contains(address) || address.IsIPv4MappedToIPv6 ? Reach.None // A network of IPv4 holds mapped addresses, too.
        : Own.Any(network => network.Contains(address)) && !HasScope(address) ? Reach.OwnNetwork
        : address.AddressFamily == AddressFamily.InterNetwork ? Unless(Special, address)
        : GivenOut.Contains(address) && !HasScope(address) && !IsTunnel(address) ? Unless(SpecialIn6, address)
        : Reach.None;

    private static Reach Unless(IPNetwork[] special, IPAddress address) =>
        special.Any(network => network.Contains(address)) ? Reach.None : Reach.Internet;

    /// <summary>It holds on one interface of this machine only.</summary>
    private static bool HasScope(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0;

    /// <summary>ISATAP: the second half is an IPv4 address behind <c>0000:5efe</c> or <c>0200:5efe</c>.</summary>
    private static bool IsTunnel(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
