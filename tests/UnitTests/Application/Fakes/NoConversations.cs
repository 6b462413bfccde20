using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Nothing to look at: for tests in which nobody does.</summary>
internal sealed class NoConversations : IConversationReads
{
    public Task<IReadOnlyList<ConversationView>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationView>>([]);

    public Task<(ConversationView Conversation, IReadOnlyList<MessageView> Messages)?> FindAsync(
        ConversationId id, int messages, CancellationToken cancellationToken) =>
        Task.FromResult<(ConversationView, IReadOnlyList<MessageView>)?>(null);
}
