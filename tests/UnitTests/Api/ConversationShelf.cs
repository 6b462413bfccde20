using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Domain;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>Conversations to read, kept in memory.</summary>
internal sealed class ConversationShelf : IConversationReads
{
    private readonly List<ConversationView> conversations = [];

    public IReadOnlyList<ConversationView> NewestFirst =>
        [.. conversations.OrderByDescending(one => one.UpdatedAt).ThenByDescending(one => one.Id)];

    public void Fill(int count) => Fill(count, SetClock.Noon - TimeSpan.FromHours(1));

    /// <summary>Every two of them changed at the same instant; every second one is escalated.</summary>
    public void Fill(int count, DateTimeOffset? heard)
    {
        for (var number = 0; number < count; number++)
        {
            var at = SetClock.Noon - TimeSpan.FromMinutes(number / 2);
            conversations.Add(new ConversationView
            {
                Id = Guid.CreateVersion7(at),
                Version = 1,
                CustomerId = Known.Asha.Id.Value,
                Status = number % 2 == 0 ? ConversationStatus.Active : ConversationStatus.Escalated,
                CustomerName = "Asha",
                IntegratedNumber = "919800000000",
                Language = "en",
                LastHeardAt = heard,
                CreatedAt = at,
                UpdatedAt = at,
            });
        }
    }

    public Task<IReadOnlyList<ConversationView>> ListAsync(
        ConversationFilter filter, ConversationSort sort, Place? after, int limit, CancellationToken cancellationToken)
    {
        var those = NewestFirst.Where(one => filter.Statuses.Contains(one.Status)).ToList();
        if (sort != ConversationSort.Newest)
        {
            those.Reverse();
        }

        return Task.FromResult<IReadOnlyList<ConversationView>>([.. those.SkipWhile(one => after is { } place && one.Id != place.Id).Skip(after is null ? 0 : 1).Take(limit)]);
    }

    public Task<ConversationTally> CountAsync(ConversationFilter filter, int most, CancellationToken cancellationToken)
    {
        int Of(ConversationStatus status) => Math.Min(most, conversations.Count(one => one.Status == status));
        return Task.FromResult(new ConversationTally(Of(ConversationStatus.Active), Of(ConversationStatus.Escalated), Of(ConversationStatus.Completed), 0, 0));
    }

    public Task<FoundConversation?> FindAsync(ConversationId id, int messages, int notes, CancellationToken cancellationToken) => Task.FromResult(
        conversations.Find(one => one.Id == id.Value) is { } found
            ? new FoundConversation(found, CustomerView.From(Known.Asha with { LastHeardAt = found.LastHeardAt }), [Hello], [])
            : null);

    public Task<IReadOnlyList<MessageView>?> ListMessagesAsync(ConversationId id, MessageRange range, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MessageView>?>(conversations.Exists(one => one.Id == id.Value) ? [Hello] : null);

    public Task<IReadOnlyList<ConversationView>> ListOfCustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationView>>([.. NewestFirst.Take(limit)]);

    private static readonly MessageView Hello = new()
    {
        Id = Guid.CreateVersion7(SetClock.Noon),
        Ordinal = 1,
        Direction = Direction.Inbound,
        Type = MessageType.Text,
        Content = "hello",
        Status = DeliveryStatus.Delivered,
        Author = Author.Customer,
        CreatedAt = SetClock.Noon,
    };
}
