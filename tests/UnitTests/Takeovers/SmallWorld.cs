using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>
/// The database, shared by all processes, as the ports describe it: each call is one step that happens whole, after others and before
/// others. One customer, anew for each order of things.
/// </summary>
internal sealed class SmallWorld : ITurnStore, IInterventions, IKnownCustomers, IMessageHistory
{
    public RandomOrder Order { get; private set; } = new(0);

    public Fence Fence { get; private set; } = new();

    public SmallInbox Inbox { get; } = new();

    public SmallOutbox Outbox { get; }

    public Customer Customer { get; private set; } = Asha;

    public Conversation Conversation { get; private set; } = Dialogue;

    public MovedClock Clock { get; } = new(Noon);

    /// <summary>How often a take-over, or a turn, was overtaken.</summary>
    public (int Takeovers, int Turns) Overtaken { get; private set; }

    public SmallWorld() => Outbox = new SmallOutbox(this);

    public void Begin(RandomOrder order, int number)
    {
        (Order, Fence) = (order, new Fence());
        var now = Clock.GetUtcNow();
        Customer = Asha with { Id = CustomerId.New(now), PhoneHash = new LookupHash(new Guid(number, 1, 1, new byte[8])), LastHeardAt = now };
        Conversation = Conversation.Begin(Customer, OurNumber, 0, now);
        Inbox.Clear();
        Outbox.Clear();
    }

    public Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        if (!Inbox.IsOldestPending(turn.Row.Id) || turn.ConversationBefore?.Version != Conversation.Version)
        {
            Overtaken = (Overtaken.Takeovers, Overtaken.Turns + 1);
            return TurnReceipt.MovedOn;
        }

        if (Conversation.IsWithPerson && !turn.Conversation.IsWithPerson)
        {
            Fence.GaveBack();
        }

        Inbox.Settle(turn.Row.Id);
        (Customer, Conversation) = (turn.Customer, turn.Conversation);
        return new TurnReceipt(true, Outbox.Add(turn.Messages, claimFirst && turn.IsWindowOpen));
    });

    public Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        RandomOrder.StepAsync(() => id == Conversation.Id ? new OwnedConversation(Customer, Conversation) : null);

    public Task<InterventionOutcome> StoreAsync(Intervention intervention, CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        if (Conversation.Version != intervention.Before.Version)
        {
            Overtaken = (Overtaken.Takeovers + 1, Overtaken.Turns);
            return InterventionOutcome.MovedOn;
        }

        Conversation = intervention.After;
        Fence.TookOver();

        // What a claim is looking at is left to the outbox.
        Outbox.Withdraw(most: Order.Lot.Next(4));
        return InterventionOutcome.Stored;
    });

    public Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken) => RandomOrder.StepAsync(() => Outbox.LeftBefore(taken.OwnershipEpoch));

    public Task<KeyedEffect?> FindEffectAsync(Guid actor, LookupHash key, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody writes as an agent here.");

    public Task<IReadOnlyList<MessageView>> ListMessagesAsync(ConversationId conversation, int firstOrdinal, int count, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody writes as an agent here.");

    public Task<KnownCustomer?> FindAsync(Sender sender, string integratedNumber, CancellationToken cancellationToken) =>
        RandomOrder.StepAsync<KnownCustomer?>(() => new KnownCustomer(Customer, Conversation));

    public Task<IReadOnlyList<SpokenLine>> ListLastAsync(ConversationId conversation, int count, CancellationToken cancellationToken) =>
        RandomOrder.StepAsync<IReadOnlyList<SpokenLine>>(() => []);

    /// <summary>Nobody came in time.</summary>
    public Task TimeOutAsync() => RandomOrder.StepAsync(() =>
    {
        if (Conversation is { IsWithPerson: true, Assignee: null })
        {
            var timer = new EscalationTimer(Conversation.Id, Conversation.OwnershipEpoch);
            Inbox.Store(new InboxEntry(InboxKind.Timer, Customer.PhoneHash, OurNumber, new FakeHashes().OfProviderId(timer.UniqueId), Noon, timer.ToBytes()));
        }

        return true;
    });
}
