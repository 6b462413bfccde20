using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Opens a connection to an address, not to a name.</summary>
internal interface IConnections
{
    /// <exception cref="SocketException">Nobody takes it.</exception>
    Task<Stream> OpenAsync(IPEndPoint to, CancellationToken cancellationToken);
}

internal sealed class TcpConnections : IConnections
{
    public async Task<Stream> OpenAsync(IPEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
