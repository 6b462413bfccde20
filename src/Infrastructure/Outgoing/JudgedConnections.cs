using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>
/// Makes the connections of a guarded client. The name is looked up once, all that it stands for is judged, and the connection is made to an
/// address that was judged: a name that says something else a moment later changes nothing.
/// </summary>
internal sealed class JudgedConnections(AllowedHosts hosts, INameResolution names, IConnections connections)
{
    /// <summary>A name with more addresses than that is one that somebody plays with.</summary>
    private const int MostAddresses = 32;

    /// <summary>So long one address is tried while there is another.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // Judged again, in case that something stands before this that sends requests elsewhere. All requests that may ever use
        // this connection have the same scheme, host and port.
        var (scheme, host, port) = (context.InitialRequestMessage.RequestUri!.Scheme, context.DnsEndPoint.Host.Trim('[', ']').ToLowerInvariant(), context.DnsEndPoint.Port);
        var reach = hosts.ReachOf(scheme, host, port);
        if (reach == Reach.None)
        {
            throw new RefusedAddressException(AddressFault.NotListed);
        }

        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await names.AddressesOfAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Count > MostAddresses || addresses.Any(address => (NetworkAddresses.ReachOf(address) & reach) == Reach.None))
        {
            throw new RefusedAddressException(AddressFault.Network);
        }

        return await FirstAsync(addresses, port, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Stream> FirstAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var (place, address) in addresses.Index())
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (place < addresses.Count - 1)
            {
                patience.CancelAfter(Patience);
            }

            try
            {
                return await connections.OpenAsync(new IPEndPoint(address, port), patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                failure = e;
            }
        }

        throw failure is SocketException ? failure : new SocketException((int)SocketError.TimedOut);
    }
}
