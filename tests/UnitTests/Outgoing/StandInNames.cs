using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.Infrastructure.Outgoing;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>Asks the stand-in over UDP, afresh each time: no cache stands between.</summary>
internal sealed class StandInNames(DnsStandIn dns) : INameResolution
{
    public async Task<IReadOnlyList<IPAddress>> AddressesOfAsync(string name, CancellationToken cancellationToken)
    {
        var four = await AskAsync(name, AddressFamily.InterNetwork, cancellationToken);
        var six = await AskAsync(name, AddressFamily.InterNetworkV6, cancellationToken);
        return four is null || six is null ? throw new SocketException((int)SocketError.HostNotFound) : [.. four, .. six];
    }

    private async Task<IReadOnlyList<IPAddress>?> AskAsync(string name, AddressFamily family, CancellationToken cancellationToken)
    {
        using var socket = new UdpClient(AddressFamily.InterNetwork);
        socket.Connect(dns.Address);
        await socket.SendAsync(DnsMessage.Question((ushort)Random.Shared.Next(ushort.MaxValue), name, family), cancellationToken);
        return DnsMessage.ReadAnswer((await socket.ReceiveAsync(cancellationToken)).Buffer);
    }
}
