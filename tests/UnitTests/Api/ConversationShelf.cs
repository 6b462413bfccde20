using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

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

    public Task<IReadOnlyList<ConversationView>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationView>>(
        [
            .. NewestFirst
                .Where(one => filter.Status is null || one.Status == filter.Status)
                .SkipWhile(one => filter.After is { } after && (one.UpdatedAt, one.Id).CompareTo((after.UpdatedAt, after.Id)) >= 0)
                .Take(filter.Limit),
        ]);

    public Task<(ConversationView Conversation, IReadOnlyList<MessageView> Messages)?> FindAsync(
        ConversationId id, int messages, CancellationToken cancellationToken) =>
        Task.FromResult<(ConversationView, IReadOnlyList<MessageView>)?>(
            conversations.Find(one => one.Id == id.Value) is { } found ? (found, [Hello]) : null);

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
