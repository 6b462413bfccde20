using WhatsAppSupport.Application.Ownership;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The one conversation as the database has it.</summary>
internal sealed class FakeOwnership : IOwnership
{
    public OwnedConversation? Owned { get; set; }

    /// <summary>Who was quicker, before the next take-overs: each of them moves the conversation on.</summary>
    public Queue<Func<Conversation, Conversation>> Races { get; } = new();

    public LeftByBot Left { get; set; } = new([], []);

    public int Written { get; private set; }

    public Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        Task.FromResult(Owned?.Conversation.Id == id ? Owned : null);

    public Task<bool> TakeOverAsync(Conversation taken, long expected, CancellationToken cancellationToken)
    {
        if (Races.TryDequeue(out var race))
        {
            Owned = Owned! with { Conversation = race(Owned.Conversation) };
        }

        if (Owned!.Conversation.Version != expected)
        {
            return Task.FromResult(false);
        }

        Owned = Owned with { Conversation = taken };
        Written++;
        return Task.FromResult(true);
    }

    public Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken) => Task.FromResult(Left);
}
