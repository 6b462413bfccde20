using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The one conversation as the database has it, with what people have done in it.</summary>
internal sealed class FakeInterventions : IInterventions, IColleagues
{
    private readonly Dictionary<(Guid Actor, LookupHash Key), KeyedEffect> effects = [];

    public OwnedConversation? Owned { get; set; }

    /// <summary>Who was quicker, before the next interventions: each of them moves the conversation on.</summary>
    public Queue<Func<Conversation, Conversation>> Races { get; } = new();

    public LeftByBot Left { get; set; } = new([], []);

    public List<Intervention> Stored { get; } = [];

    /// <summary>As they were written; what became of one a test writes over it.</summary>
    public List<Message> Messages { get; } = [];

    public List<Colleague> Colleagues { get; } = [];

    public Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        Task.FromResult(Owned?.Conversation.Id == id ? Owned : null);

    public Task<InterventionOutcome> StoreAsync(Intervention intervention, CancellationToken cancellationToken)
    {
        if (Races.TryDequeue(out var race))
        {
            Owned = Owned! with { Conversation = race(Owned.Conversation) };
        }

        return Task.FromResult(
            intervention.Request is { } request && effects.ContainsKey((request.Actor, request.Key)) ? InterventionOutcome.Repeated
            : Owned!.Conversation.Version != intervention.Before.Version ? InterventionOutcome.MovedOn
            : Store(intervention));
    }

    public Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken) => Task.FromResult(Left);

    public Task<KeyedEffect?> FindEffectAsync(Guid actor, LookupHash key, CancellationToken cancellationToken) =>
        Task.FromResult(effects.GetValueOrDefault((actor, key)));

    public Task<IReadOnlyList<MessageView>> ListMessagesAsync(ConversationId conversation, int firstOrdinal, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MessageView>>(
        [
            .. Messages.Where(message => message.ConversationId == conversation && message.Ordinal >= firstOrdinal && message.Ordinal < firstOrdinal + count)
                .Select(MessageView.From),
        ]);

    public Task<Colleague?> FindAsync(AgentId id, CancellationToken cancellationToken) => Task.FromResult(Colleagues.Find(colleague => colleague.Id == id));

    /// <summary>As if it had been stored by somebody else just now.</summary>
    public InterventionOutcome Store(Intervention intervention)
    {
        Owned = Owned! with { Conversation = intervention.After };
        Stored.Add(intervention);
        Messages.AddRange(intervention.Messages);
        if (intervention.Request is { } request)
        {
            effects[(request.Actor, request.Key)] = new KeyedEffect(request.Request, request.Result);
        }

        return InterventionOutcome.Stored;
    }
}
