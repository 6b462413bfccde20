using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Tells which addresses a name stands for at this moment.</summary>
internal interface INameResolution
{
    /// <summary>All of them, in the order in which they are to be tried.</summary>
    /// <exception cref="SocketException">The name is not known, or nobody could be asked.</exception>
    Task<IReadOnlyList<IPAddress>> AddressesOfAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What this machine is set up to ask.</summary>
internal sealed class SystemNames : INameResolution
{
    public async Task<IReadOnlyList<IPAddress>> AddressesOfAsync(string name, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
}
