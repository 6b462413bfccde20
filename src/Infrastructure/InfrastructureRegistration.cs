using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.FlowCalls;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Http;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;
using WhatsAppSupport.Infrastructure.Notifications;
using WhatsAppSupport.Infrastructure.OpenRouter;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Checks;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.Infrastructure.Sessions;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.Infrastructure;

/// <summary>Everything outside that this process talks to.</summary>
/// <param name="Redis">Null: sessions live in this process.</param>
public sealed record InfrastructureOptions(
    PersistenceOptions Persistence, RedisOptions? Redis, Msg91Options Msg91, OpenRouterOptions OpenRouter, EscalationOptions Escalation, string FlowsPath)
{
    /// <summary>Default: flows ask nobody.</summary>
    public FlowCallOptions FlowCalls { get; init; } = new();
}

public static class InfrastructureRegistration
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, InfrastructureOptions options) => services
        .AddPersistence(options.Persistence)
        .AddSessions(options.Redis)
        .AddMsg91(options.Msg91)
        .AddSingleton<IWebhookReader, Msg91WebhookReader>()
        .AddOpenRouter(options.OpenRouter)
        .AddEscalationNotifier(options.Escalation)
        .AddFlowFiles(options.FlowsPath, options.FlowCalls.Hosts)
        .AddFlowCalls(options.FlowCalls)
        .AddSystemTexts(options.FlowsPath);

    /// <summary>What looks at all of it, and serves nothing. In the order in which it is told.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services, InfrastructureOptions options)
    {
        ProbeClient.AddTo(services);
        return services
            .AddPersistence(options.Persistence)
            .AddFlowFiles(options.FlowsPath, options.FlowCalls.Hosts)
            .AddSingleton(options.Msg91)
            .AddSingleton(options.OpenRouter)
            .AddSingleton(options.Escalation)
            .AddSingleton<HeardClocks>()
            .AddSingleton<IEventReviews, EventReviewing>()
            .AddSingleton<IRecentPosts, RecentPosts>()
            .AddSingleton<IInboundLog, Msg91InboundLog>()
            .AddSingleton<ICheck, DatabaseCheck>()
            .AddSingleton<ICheck, MigrationsCheck>()
            .AddSingleton<ICheck, KeysCheck>()
            .AddSingleton<ICheck>(_ => new RedisCheck(options.Redis))
            .AddSingleton<ICheck, FlowsCheck>()
            .AddSingleton<ICheck, PersonaCheck>()
            .AddSingleton<ICheck, Msg91Check>()
            .AddSingleton<ICheck, OpenRouterCheck>()
            .AddSingleton<ICheck, NotifiedAddressCheck>();
    }

    /// <summary>What takes the processor a while and waits for nobody, before anybody's patience is measured: on a busy machine it is the longest part.</summary>
    public static void WarmUpChecks(this IServiceProvider services)
    {
        using var context = services.GetRequiredService<IContextFactory>().Create();
        _ = context.Model;
        _ = services.GetServices<ICheck>().Count();
    }

    private static IServiceCollection AddSessions(this IServiceCollection services, RedisOptions? redis) =>
        (redis is null ? services.AddMemorySessions() : services.AddRedisSessions(redis).AddHostedService<RedisMetrics>()).AddSingleton<IHealthPart, SessionStorePart>();
}
