using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>
/// Keeps where connections were made to. What would go to the internet goes to a server of this machine instead; what would go elsewhere goes there.
/// </summary>
internal sealed class RecordedConnections : IConnections
{
    private readonly ConcurrentQueue<IPEndPoint> opened = new();

    /// <summary>Who answers for the internet; null: nobody.</summary>
    public Uri? Internet { get; set; }

    /// <summary>An address of this machine where nobody says yes or no.</summary>
    public IPAddress? Silent { get; set; }

    public IReadOnlyList<string> Opened => [.. opened.Select(point => point.ToString())];

    public async Task<Stream> OpenAsync(IPEndPoint to, CancellationToken cancellationToken)
    {
        opened.Enqueue(to);
        if (to.Address.Equals(Silent))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return IPAddress.IsLoopback(to.Address) ? await new TcpConnections().OpenAsync(to, cancellationToken)
            : Internet is { } server ? await new TcpConnections().OpenAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken)
            : throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
