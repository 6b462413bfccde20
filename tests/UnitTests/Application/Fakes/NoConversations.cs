using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Nothing to look at: for tests in which nobody does.</summary>
internal sealed class NoConversations : IConversationReads, IMessageSearch, INameSearch
{
    public Task<IReadOnlyList<ConversationView>> ListAsync(
        ConversationFilter filter, ConversationSort sort, Place? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationView>>([]);

    public Task<ConversationTally> CountAsync(ConversationFilter filter, int most, CancellationToken cancellationToken) => Task.FromResult<ConversationTally>(default);

    public Task<FoundConversation?> FindAsync(ConversationId id, int messages, int notes, CancellationToken cancellationToken) => Task.FromResult<FoundConversation?>(null);

    public Task<IReadOnlyList<MessageView>?> ListMessagesAsync(ConversationId id, MessageRange range, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MessageView>?>(null);

    public Task<IReadOnlyList<ConversationView>> ListOfCustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationView>>([]);

    public Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FoundMessage>>([]);

    public Task<IReadOnlyList<CustomerView>> FindAsync(SearchWords words, Place? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CustomerView>>([]);
}
