using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Redis;

public static class RedisRegistration
{
    /// <summary>Sessions shared by all processes. The options come from <see cref="RedisUrl.Parse"/>.</summary>
    public static IServiceCollection AddRedisSessions(this IServiceCollection services, RedisOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISessionSeal, SessionsInClear>();
        services.AddSingleton(options);
        services.AddSingleton(_ => new RedisConnection(options));
        services.AddSingleton<RedisCircuit>();
        services.AddHostedService<RedisConnectsAtStart>();
        services.AddSingleton<RedisSessionStore>();
        services.AddSingleton(provider => new MemorySessionStore(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISessionStore, NearSessionStore>();
        services.AddSingleton<ISessionStoreHealth>(provider => provider.GetRequiredService<RedisSessionStore>());
        services.AddSingleton<RedisWakes>();
        services.AddSingleton<IWakes>(provider => provider.GetRequiredService<RedisWakes>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisWakes>());
        return services;
    }
}
