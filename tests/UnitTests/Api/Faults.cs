using System.Data.Common;
using System.Net.Sockets;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>What may go wrong behind a controller.</summary>
internal static class Faults
{
    public static Exception Named(string name) => name switch
    {
        "timeout" => new TimeoutException("INSIDE"),
        "socket" => new SocketException((int)SocketError.ConnectionRefused),
        "transient" => new InvalidOperationException("INSIDE", new DatabaseFault(isTransient: true)),
        "constraint" => new DatabaseFault(isTransient: false),
        _ => new InvalidOperationException("INSIDE"),
    };

    private sealed class DatabaseFault(bool isTransient) : DbException("INSIDE")
    {
        public override bool IsTransient => isTransient;
    }
}
