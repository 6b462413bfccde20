using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

public static class FlowCallsRegistration
{
    internal const string Client = "flow-calls";

    private const int Connections = 32;

    /// <summary>Makes the calls of <c>api</c> steps, to the hosts that are allowed.</summary>
    public static IServiceCollection AddFlowCalls(this IServiceCollection services, FlowCallOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddGuardedClient(Client, options.Hosts, Connections);
        return services.AddSingleton(options).AddSingleton<IApiCalls>(provider => new ApiCalls(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ApiCalls>>()));
    }
}
