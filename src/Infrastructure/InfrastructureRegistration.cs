using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.FlowCalls;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;
using WhatsAppSupport.Infrastructure.Notifications;
using WhatsAppSupport.Infrastructure.OpenRouter;
using WhatsAppSupport.Infrastructure.Persistence;
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

    private static IServiceCollection AddSessions(this IServiceCollection services, RedisOptions? redis) =>
        (redis is null ? services.AddMemorySessions() : services.AddRedisSessions(redis)).AddSingleton<IHealthPart, SessionStorePart>();
}
