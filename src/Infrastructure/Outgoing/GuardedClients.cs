using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>
/// The one way to ask addresses that come from outside: from flows, from what customers or other programs send. Each purpose has a client of its
/// own, with its own list of hosts and its own connections, so that what one may reach is never lent to another (docs/decisions/0029).
/// </summary>
internal static class GuardedClients
{
    /// <summary>Of the head of an answer, in KiB.</summary>
    private const int LargestHead = 16;

    /// <param name="connections">Requests at once to one server.</param>
    public static void AddGuardedClient(this IServiceCollection services, string name, AllowedHosts hosts, int connections)
    {
        services.TryAddSingleton<INameResolution, SystemNames>();
        services.TryAddSingleton<IConnections, TcpConnections>();
        services.AddHttpClient(name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Connections(
                new JudgedConnections(hosts, provider.GetRequiredService<INameResolution>(), provider.GetRequiredService<IConnections>()), connections))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers() // They write whole URLs.
            .AddHttpMessageHandler(() => new GuardedHandler(hosts));
    }

    private static SocketsHttpHandler Connections(JudgedConnections judged, int limit) => new()
    {
        ConnectCallback = judged.ConnectAsync,
        ConnectTimeout = TimeSpan.FromSeconds(3),

        // A proxy of the environment would connect in our place, wherever the name leads it.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,

        // How far something may be unpacked is decided where it is read.
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = LargestHead,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        MaxConnectionsPerServer = limit,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,

        // Activities of HTTP bear the whole address: none are made.
        ActivityHeadersPropagator = null,
    };
}
