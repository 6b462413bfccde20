using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>What every client for an outside service has in common.</summary>
internal static class OutgoingClients
{
    /// <param name="connections">Requests at once to one server.</param>
    /// <param name="maxAnswerBytes">What is longer is cut off there.</param>
    /// <param name="pipeline">Time-outs and retries around one request with its whole answer; null where the caller has its own.</param>
    public static void AddOutgoingClient(
        this IServiceCollection services,
        string name,
        int connections,
        int maxAnswerBytes,
        Func<IServiceProvider, ResiliencePipeline<HttpResponseMessage>>? pipeline = null)
    {
        var client = services.AddHttpClient(name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Connections(connections))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // They write whole URLs, which may hold a secret (a chat's incoming webhook does).
        if (pipeline is not null)
        {
            client.AddHttpMessageHandler(provider => new ResilienceHandler(pipeline(provider)));
        }

        client.AddHttpMessageHandler(() => new WholeAnswerHandler(maxAnswerBytes));
    }

    private static SocketsHttpHandler Connections(int limit) => new()
    {
        // Follows a change of DNS; the handler itself lives as long as the process.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Shorter than what servers and load balancers keep: a request on a connection that the other side just
        // closed is one whose fate nobody knows.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = limit,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,

        // Our trace ids are nobody else's business.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
