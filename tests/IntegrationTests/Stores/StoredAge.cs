using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Time that passes over what is stored, and what goes with it.</summary>
internal static class StoredAge
{
    /// <summary>A customer who wrote and was answered; the reply has left, and the provider has given it an id.</summary>
    public static async Task<StoredTalk> AnsweredAsync(this StoresUnderTest stores)
    {
        var talk = await StoredTalk.BegunAsync(stores);
        await stores.AnswerAsync(talk);
        return talk;
    }

    /// <summary>Once more.</summary>
    public static async Task AnswerAsync(this StoresUnderTest stores, StoredTalk talk)
    {
        (await talk.TurnAsync("a reply")).Committed.ShouldBeTrue();
        var claimed = await stores.ClaimOneAsync();
        await stores.StoreAsync(claimed, DeliveryStatus.Sent, $"wamid.{claimed.Message.Id}");
    }

    /// <summary>Days pass, and what has fallen silent is completed, as it is within a minute.</summary>
    public static async Task PassAsync(this StoresUnderTest stores, double days)
    {
        stores.Clock.Advance(TimeSpan.FromDays(days));
        await stores.Escalations.CompleteSilentAsync(stores.Clock.Now - Conversation.CompletedAfter, int.MaxValue, CancellationToken.None);
    }

    /// <summary>One round, as the pump goes it; of some kinds only where they are named.</summary>
    public static Task<Dictionary<RetentionKind, int>> RemoveOldAsync(this StoresUnderTest stores, RetentionLimits limits, params RetentionKind[] kinds) =>
        RemoveOldAsync(stores.Get<IEnumerable<IRetained>>(), limits, stores.Clock.Now, kinds);

    /// <returns>How many of what are gone; nothing of which there were none.</returns>
    public static async Task<Dictionary<RetentionKind, int>> RemoveOldAsync(
        IEnumerable<IRetained> all, RetentionLimits limits, DateTimeOffset now, params RetentionKind[] kinds)
    {
        var gone = new Dictionary<RetentionKind, int>();
        foreach (var retained in all.Where(one => kinds.Length == 0 || kinds.Contains(one.Kind)))
        {
            if (limits.Of(retained.Kind) is { } limit)
            {
                await foreach (var (kind, count) in retained.RemoveAsync(now - limit, CancellationToken.None))
                {
                    gone[kind] = gone.GetValueOrDefault(kind) + count;
                }
            }
        }

        return gone.Where(kind => kind.Value > 0).ToDictionary();
    }

    public static async Task<long> CountAsync(this StoresUnderTest stores, string from) =>
        long.Parse((await stores.RowsAsync($"SELECT count(*) AS n FROM {from}")).Single()["n"]!, System.Globalization.CultureInfo.InvariantCulture);
}
