using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.DemoShop;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Domain;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The application layer as it is put together, with fakes behind every port and a clock that a test moves.</summary>
internal sealed class SupportUnderTest : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider services;
    private readonly List<IHostedService> running = [];
    private long lastRow;

    public SupportUnderTest(SupportOptions? options = null, Action<IServiceCollection>? add = null, bool isAlone = true, params Flow[] flows)
    {
        Workers = new FakeWorkers { AreSeveral = !isAlone };
        Inbox = new FakeInbox(Clock);
        Turns = new FakeTurns(Inbox);
        Parked = new FakeParkedRows(Inbox);
        People = new FakePeople(Clock);
        WordIndex = new FakeWordIndex(Clock);
        Erasures = new FakeErasures(Inbox);
        Errands = new FakeErrands(Clock);
        var collection = new ServiceCollection()
            .AddMetrics()
            .AddLogging(builder => builder.AddProvider(Log.Provider).SetMinimumLevel(LogLevel.Trace))
            .AddApplication(options ?? Options)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IFlowSets>(FlowSets)
            .AddSingleton<IFlowReader, NoFlowFolder>()
            .AddSingleton<IFlowFolder, NoFlowFolder>()
            .AddSingleton(new SettingsInEffect([], []))
            .AddSingleton<IInbox>(Inbox)
            .AddSingleton<IDemoShop, FakeDemoShop>()
            .AddSingleton<IParkedRows>(Parked)
            .AddSingleton<IUndelivered>(Undelivered)
            .AddSingleton<IBacklog>(Undelivered)
            .AddSingleton<ITurnStore>(Turns)
            .AddSingleton<ISessionStore>(Sessions)
            .AddSingleton<IKnownCustomers>(Customers)
            .AddSingleton<IMessageHistory>(Customers)
            .AddSingleton<ILanguageModel>(Model)
            .AddSingleton<IMessageGateway>(Gateway)
            .AddSingleton<IOutbox>(Outbox)
            .AddSingleton<IUnsettled>(Unsettled)
            .AddSingleton<ISendLog>(SendLog)
            .AddSingleton<IReports>(Reports)
            .AddSingleton<IWorkers>(Workers)
            .AddSingleton<IWakes>(Wakes)
            .AddSingleton<IConversationReads, NoConversations>()
            .AddSingleton<IMessageSearch, NoConversations>()
            .AddSingleton<INameSearch, NoConversations>()
            .AddSingleton<IWordIndex>(WordIndex)
            .AddSingleton<ICustomers>(CustomerBook)
            .AddSingleton<IErasures>(Erasures)
            .AddSingleton<ISandboxMessages>(Erasures)
            .AddSingleton<IExports>(Exports)
            .AddSingleton<IEscalations>(Escalations)
            .AddSingleton<IEscalationNotifier>(Escalations)
            .AddSingleton<IInterventions>(Interventions)
            .AddSingleton<IColleagues>(Interventions)
            .AddSingleton<IErrands>(Errands)
            .AddSingleton<IFlowTimers>(Errands)
            .AddSingleton<IApiCalls>(ApiCalls)
            .AddSingleton<IAlertNotifier>(Alerts)
            .AddSingleton<IWebhookReader>(Reader)
            .AddSingleton<ISystemTexts, FakeTexts>()
            .AddSingleton<ILookupHashes, FakeHashes>()
            .AddSingleton<IFaults, FakeFaults>()
            .AddSingleton<IAgents>(People)
            .AddSingleton<IPasswords>(People)
            .AddSingleton<ISignIns>(People)
            .AddSingleton<IApiKeys>(ApiKeys)
            .AddSingleton<IAuditLog>(AuditLog);
        add?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        Get<FlowLibrary>().Run(new RunningFlows(
            new FlowSet(flows), new FakeTexts(), [.. flows.Select(flow => new FlowText($"{flow.Id}.yaml", "", flow.Id, flow.Version))], set: 1, publication: null));
    }

    public static SupportOptions Options { get; } = new() { IntegratedNumber = Known.OurNumber };

    public MovedClock Clock { get; } = new(Known.Noon);

    public CapturedLog Log { get; } = new();

    public FakeInbox Inbox { get; }

    public FakeParkedRows Parked { get; }

    public FakeUndelivered Undelivered { get; } = new();

    public FakeTurns Turns { get; }

    public FakeSessions Sessions { get; } = new();

    public FakeCustomers Customers { get; } = new();

    public FakeCustomerBook CustomerBook { get; } = new();

    public FakeErasures Erasures { get; }

    public FakeExports Exports { get; } = new();

    public FakeErrands Errands { get; }

    public FakeApiCalls ApiCalls { get; } = new();

    public FakeModel Model { get; } = new();

    public FakeGateway Gateway { get; } = new();

    public FakeOutbox Outbox { get; } = new();

    public FakeUnsettled Unsettled { get; } = new();

    public FakeSendLog SendLog { get; } = new();

    public FakeReports Reports { get; } = new();

    public FakeWorkers Workers { get; }

    public FakeWakes Wakes { get; } = new();

    public FakeEscalations Escalations { get; } = new();

    public FakeInterventions Interventions { get; } = new();

    public FakeAlerts Alerts { get; } = new();

    public FakeReader Reader { get; } = new();

    public FakePeople People { get; }

    public FakeWordIndex WordIndex { get; }

    public FakeKeys ApiKeys { get; } = new();

    public FakeAuditLog AuditLog { get; } = new();

    public FakeFlowSets FlowSets { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<TOutcome> SendAsync<TOutcome>(IRequest<TOutcome> request)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>One message of the customer, at the clock's time, as its lane hands it over.</summary>
    public async Task<Turn> HearAsync(InboundMessage message, Sender? sender = null, bool mustReload = false)
    {
        var row = Known.Row with { Id = ++lastRow, ReceivedAt = Clock.GetUtcNow(), MustReload = mustReload };
        var outcome = await SendAsync(new HandleInboundMessage(row, sender ?? Known.ByNumber, message));
        outcome.Error.ShouldBeNull();
        return Turns.All[^1];
    }

    public Task<Turn> HearAsync(string text) => HearAsync(Known.Text(text));

    /// <summary>Starts one of the things that run by themselves.</summary>
    public async Task RunAsync(string name)
    {
        var pump = Hosted(name);
        running.Add(pump);
        await pump.StartAsync(CancellationToken.None);
    }

    /// <summary>Stops one of them; a test moves the clock.</summary>
    public Task StopAsync(string name)
    {
        var pump = Hosted(name);
        running.Remove(pump);
        return pump.StopAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        var stopping = Task.WhenAll(running.Select(pump => pump.StopAsync(CancellationToken.None)));
        running.Clear();
        await Clock.MoveUntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(1), "everything has stopped");
        await stopping;
    }

    /// <summary>What comes before anything is stopped: requests that are under way are not waited for yet.</summary>
    public Task BeforeStopAsync(string name) => ((IHostedLifecycleService)Hosted(name)).StoppingAsync(CancellationToken.None);

    public static Task UntilAsync(Func<bool> condition, string what) => Eventually.BecomesTrueAsync(condition, Deadline, what);

    public void Dispose() => services.Dispose();

    private IHostedService Hosted(string name) => services.GetServices<IHostedService>().Single(hosted => hosted.GetType().Name == name);
}
