using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Infrastructure;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;
using WhatsAppSupport.Infrastructure.Notifications;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.Api.Composition;

/// <summary>What works behind the face.</summary>
internal static class Support
{
    public static WebApplicationBuilder AddSupport(this WebApplicationBuilder builder, AppSettings settings)
    {
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(new SettingsInEffect(settings.Taken, settings.Warnings))
            .AddHostedService<BeforeServing>()
            .AddSingleton<FirstSignIn>()
            .AddHostedService(provider => provider.GetRequiredService<FirstSignIn>())
            .AddSingleton(new WebhookAuthentication(settings.Webhook.Secrets, settings.Webhook.Tokens))
            .AddApplication(OptionsOf(settings) with { FollowsFlowFiles = builder.Environment.IsDevelopment() })
            .AddInfrastructure(InfrastructureOf(settings))
            .AddSingleton(provider => FlowsFact(provider.GetRequiredService<FlowLibrary>().Running, settings));
        return builder;
    }

    /// <summary>The database and nothing that serves, for a command.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services, AppSettings settings) => services
        .AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error)

            // As in the program's own log: EF Core asks a new database for a table that is not there yet, and calls that an error.
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(OptionsOf(settings))
        .AddPersistence(PersistenceOf(settings));

    /// <summary>All use cases and nothing that runs by itself, for a command that acts as one of them. It says itself what went wrong.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services, AppSettings settings) => services
        .AddLogging()
        .AddMetrics()
        .AddSingleton(settings)
        .AddApplication(OptionsOf(settings))
        .AddInfrastructure(InfrastructureOf(settings));

    /// <summary>What looks at everything and serves nothing. It says what it finds itself, so that nothing is logged beside it.</summary>
    public static IServiceCollection AddCheckup(this IServiceCollection services, AppSettings settings) => services
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(settings)
        .AddSingleton(OptionsOf(settings))
        .AddSingleton<Checkup>()
        .AddChecks(InfrastructureOf(settings));

    private static StartFact FlowsFact(RunningFlows running, AppSettings settings) => new("Flows", running.Source == FlowSource.Files
        ? $"{running.Flows.All.Count()} from {settings.FlowsPath}"
        : $"{running.Flows.All.Count()} that were published (set {running.Set})");

    private static SupportOptions OptionsOf(AppSettings settings) => new()
    {
        IntegratedNumber = settings.Msg91.IntegratedNumber,
        CustomerMessagesPerMinute = settings.CustomerMessagesPerMinute,
        EscalationTimeout = settings.Escalation.Timeout,
        SendUnknownAfter = settings.Msg91.UnknownAfter,
        SendTimeout = settings.Msg91.Timeout,
        MessagesPerSecond = settings.Msg91.MessagesPerSecond,
        PairSeconds = settings.Msg91.PairSeconds,
        PairBurst = settings.Msg91.PairBurst,
        Retention = settings.Retention,
        IsTraced = settings.Otlp is not null,
    };

    private static InfrastructureOptions InfrastructureOf(AppSettings settings) => new(
        PersistenceOf(settings),
        settings.Redis,
        settings.Msg91,
        settings.OpenRouter with { AppUrl = settings.Attribution.SiteUrl ?? settings.OpenRouter.AppUrl, AppTitle = settings.Attribution.AppName ?? settings.OpenRouter.AppTitle },
        new EscalationOptions { NotifyUrl = settings.Escalation.NotifyUrl, Timeout = settings.Escalation.Timeout },
        settings.FlowsPath)
    {
        FlowCalls = settings.FlowCalls,
    };

    private static PersistenceOptions PersistenceOf(AppSettings settings) => settings.Database switch
    {
        DatabaseTarget.Postgres postgres => new PersistenceOptions { Postgres = postgres.ConnectionString, Ring = settings.Ring },
        DatabaseTarget.Sqlite sqlite => new PersistenceOptions { SqlitePath = sqlite.Path, Ring = settings.Ring },
        _ => throw new InvalidOperationException("A database is PostgreSQL or SQLite."),
    };
}
