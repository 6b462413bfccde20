using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// A port of 127.0.0.1 that nobody listens on. It lies below the range that systems take outgoing connections' ports from, so
/// that a server that is stopped and started again still finds its port free.
/// </summary>
public static class FreePort
{
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
