using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application;

public static class ApplicationRegistration
{
    public static IServiceCollection AddApplication(this IServiceCollection services, SupportOptions options) => services
        .AddSingleton(options)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<SupportMetrics>()
        .AddSingleton<SupportTraces>()
        .AddHostedService<BuildMetrics>()
        .AddHostedService<CircuitMetrics>()
        .AddMessaging()
        .AddSingleton<FirstAdministrator>()

        // Stopped in the reverse order: lanes finish their turns before the dispatcher finishes what they gave it.
        .AddDelivery()
        .AddTurns()
        .AddErrands()
        .AddBacklog()
        .AddFlows()
        .AddHostedService<EscalationPump>()
        .AddHostedService<RetentionPump>()
        .AddHostedService<WordIndexPump>()
        .AddWorkers();

    /// <summary>Stopped first of all, so that the others take over before anything here ends.</summary>
    private static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddSingleton<Slots>()
        .AddSingleton<IHealthPart, WorkersHealth>()
        .AddHostedService<Heartbeat>();

    private static IServiceCollection AddTurns(this IServiceCollection services) => services
        .AddSingleton<LaneScheduler>()
        .AddSingleton<LaneSignal>()
        .AddSingleton<Arrivals>()
        .AddSingleton<IOpenTurns, OpenTurns>()
        .AddScoped<LaneRowHandler>()
        .AddSingleton<Intake>()
        .AddSingleton<DoubledEvents>()
        .AddSingleton<IHealthPart, WebhooksHealth>()
        .AddLaneRows()
        .AddScoped<CurrentTurn>()
        .AddScoped<Responder>()
        .AddSingleton<LoopGuard>()
        .AddSingleton<Intervening>()
        .AddScoped<TurnUnitOfWork>()
        .AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<TurnUnitOfWork>())
        .AddScoped<ITurns>(provider => provider.GetRequiredService<TurnUnitOfWork>())
        .AddHostedService<LanePoll>();

    /// <summary>One for each kind of row that moves a conversation.</summary>
    private static IServiceCollection AddLaneRows(this IServiceCollection services) => services
        .AddSingleton<LaneRowReaders>()
        .AddSingleton<ILaneRowReader, MessageRowReader>()
        .AddSingleton<ILaneRowReader, TimerRowReader>()
        .AddSingleton<ILaneRowReader, GiveBackRowReader>()
        .AddSingleton<ILaneRowReader, ResendRowReader>()
        .AddSingleton<ILaneRowReader, ErasureRowReader>()
        .AddSingleton<ILaneRowReader, FlowTimerRowReader>()
        .AddSingleton<ILaneRowReader, FlowAnswerRowReader>();

    private static IServiceCollection AddErrands(this IServiceCollection services) => services
        .AddSingleton<ErrandSignal>()
        .AddSingleton<ErrandRunner>()
        .AddScoped<ReturningErrand>()
        .AddScoped<FlowTurns>()
        .AddScoped<IFlowContinuation>(provider => provider.GetRequiredService<FlowTurns>())
        .AddHostedService<FlowTimerPump>()
        .AddHostedService<ErrandPump>();

    internal static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddSingleton<OlderFlows>()
        .AddSingleton<FlowLibrary>()
        .AddSingleton<FlowUpdates>()
        .AddSingleton<ISystemTexts, RunningTexts>()
        .AddSingleton<IHealthPart, FlowsHealth>()
        .AddHostedService<FlowWatch>();

    private static IServiceCollection AddBacklog(this IServiceCollection services) => services
        .AddSingleton<BacklogWatch>()
        .AddHostedService(provider => provider.GetRequiredService<BacklogWatch>())
        .AddSingleton<IHealthPart, AttentionHealth>();

    private static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<SendPace>()
        .AddSingleton<SendGate>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<IHealthPart, ProviderHealth>()
        .AddHostedService<OutboxPump>()
        .AddHostedService<HeldOutbox>()
        .AddHostedService<UnsettledPump>()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<ReportSignal>()
        .AddHostedService<ReportPump>();
}
