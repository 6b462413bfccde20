using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Flows;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>The application as it is, with a cache of its own, on the small world that it shares with others. It believes that the customer is its own.</summary>
internal sealed class SmallProcess : IDisposable
{
    private static readonly SupportOptions Unlimited =
        SupportUnderTest.Options with { CustomerMessagesPerMinute = 0, MessagesPerSecond = 0, PairSeconds = 0 };

    private static readonly Flow Talk = Given.Flow("talk", [Given.Go], Given.Message("one"), Given.Message("two"), Given.Message("three"));

    private static readonly Flow AskForPerson =
        Given.Flow("person", [new Trigger.Keyword("person")], Given.Message("one"), new EscalateStep(new HandOverRequest("billing")));

    private readonly SupportUnderTest support;
    private readonly SmallWorld world;
    private readonly Provider provider;

    public SmallProcess(SmallWorld world)
    {
        this.world = world;
        provider = new Provider(world);
        support = new SupportUnderTest(Unlimited, Behind, isAlone: false, Talk, AskForPerson);
        support.Reader.Knows("go", Text("go"));
        support.Reader.Knows("ask", Text("ask"));
        support.Reader.Knows("person", Text("person"));
    }

    /// <summary>As a lane does, though it may not be the only one.</summary>
    public async Task HandleOldestAsync()
    {
        var oldest = await world.Inbox.FindOldestPendingAsync(default, CancellationToken.None);
        for (var reload = false; oldest is not null; reload = true)
        {
            await using var scope = support.Get<IServiceScopeFactory>().CreateAsyncScope();
            var row = oldest with { MustReload = reload };
            if (await scope.ServiceProvider.GetRequiredService<LaneRowHandler>().HandleAsync(row, CancellationToken.None) || reload)
            {
                return;
            }
        }
    }

    /// <summary>As the pump does.</summary>
    public async Task PumpAsync()
    {
        await world.Outbox.SettleUnknownAsync(CancellationToken.None);
        foreach (var claimed in await world.Outbox.ClaimDueAsync(null, 10, CancellationToken.None))
        {
            support.Get<Dispatcher>().Dispatch(claimed, isPaced: true);
        }
    }

    public Task<Result<Takeover>> TakeOverAsync(string name) => support.SendAsync(new TakeOverConversation(world.Conversation.Id, Person(name)));

    public Task<Result<AcceptedGiveBack>> GiveBackAsync() => support.SendAsync(new GiveBackConversation(world.Conversation.Id, Actor.SettingsKey));

    public void Dispose() => support.Dispose();

    private void Behind(IServiceCollection services) => services
        .AddLogging(logging => logging.ClearProviders())
        .AddSingleton<TimeProvider>(world.Clock)
        .AddSingleton<IInbox>(world.Inbox)
        .AddSingleton<IOutbox>(world.Outbox)
        .AddSingleton<ITurnStore>(world)
        .AddSingleton<IInterventions>(world)
        .AddSingleton<IKnownCustomers>(world)
        .AddSingleton<IMessageHistory>(world)
        .AddSingleton<IMessageGateway>(provider)
        .AddSingleton<ILanguageModel>(provider)
        .AddSingleton<ISessionStore>(new MemorySessionStore(world.Clock, capacity: 100));

    /// <summary>Both the one that sends and the one that thinks: each takes its time.</summary>
    private sealed class Provider(SmallWorld world) : IMessageGateway, ILanguageModel
    {
        public ICircuit Circuit { get; } = new FakeCircuit();

        public bool IsConfigured => true;

        public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            await world.Order.DawdleAsync(most: 6);
            return world.Order.Lot.Next(8) switch
            {
                0 => new SendOutcome.PerhapsSent("a time-out"),
                1 => new SendOutcome.RefusedForNow("busy", null),
                2 => new SendOutcome.Refused("no"),
                _ => new SendOutcome.Accepted([]),
            };
        }

        public async Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken)
        {
            await world.Order.DawdleAsync(most: 12);
            return new ModelOutcome.Answered("an answer", new ModelUsage("a model", 1, null));
        }
    }
}
