using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Memory;

public static class MemoryRegistration
{
    /// <summary>Sessions in this process: for one process without REDIS_URL.</summary>
    public static IServiceCollection AddMemorySessions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new MemorySessionStore(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISessionStore>(provider => provider.GetRequiredService<MemorySessionStore>());
        services.AddSingleton<ISessionStoreHealth>(provider => provider.GetRequiredService<MemorySessionStore>());
        services.AddSingleton<IWakes, NoWakes>();
        return services;
    }
}
