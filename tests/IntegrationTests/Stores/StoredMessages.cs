using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What a test does to messages besides turns.</summary>
internal static class StoredMessages
{
    /// <summary>Stores messages in one transaction, queued when they are to be sent.</summary>
    public static async Task AddMessagesAsync(this StoresUnderTest stores, IEnumerable<Message> messages)
    {
        using var entered = await stores.Get<Database>().EnterWriteAsync(CancellationToken.None);
        await using var context = stores.Get<IContextFactory>().Create();
        foreach (var message in messages)
        {
            var entry = context.Add(message);
            entry.Property(MessagesTable.IsQueued).CurrentValue = message.Status is DeliveryStatus.Pending or DeliveryStatus.Sending;
            entry.Property(MessagesTable.ClaimedAt).CurrentValue = message.Status == DeliveryStatus.Sending ? message.CreatedAt : null;
        }

        await context.SaveChangesAsync();
    }

    public static Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(this StoresUnderTest stores, int limit = 100) =>
        stores.Outbox.ClaimDueAsync(null, limit, CancellationToken.None);

    public static async Task<ClaimedMessage> ClaimOneAsync(this StoresUnderTest stores) => (await stores.ClaimAsync()).ShouldHaveSingleItem();

    /// <summary>What a pump does where no log can be asked: the class of a message decides after 30 s.</summary>
    public static async Task SettleUnknownAsync(this StoresUnderTest stores)
    {
        await stores.Unsettled.AbandonAsync(CancellationToken.None);
        await stores.Unsettled.DecideAsync(
            await stores.Unsettled.ListAsync(stores.Clock.Now - TimeSpan.FromSeconds(30), 100, CancellationToken.None), CancellationToken.None);
    }

    public static Task<ClaimedMessage?> StoreAsync(
        this StoresUnderTest stores, ClaimedMessage claimed, DeliveryStatus status, string? providerId = null, TimeSpan? again = null, bool claimNext = false) =>
        stores.Outbox.StoreAsync(
            new SendResult(
                claimed.Message.Id,
                claimed.Customer,
                claimed.ClaimedAt,
                status,
                providerId is null ? [] : [providerId],
                status == DeliveryStatus.Sent ? null : "a reason",
                again is { } wait ? stores.Clock.Now + wait : null,
                claimed.Attempt,
                stores.Clock.Now,
                claimNext),
            CancellationToken.None);
}
