using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>The messages to the one customer, with the rules that the outbox claims by. Whatever waits for its next try is due.</summary>
internal sealed class SmallOutbox(SmallWorld world) : IOutbox
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Undecided = TimeSpan.FromSeconds(30);

    private readonly List<Kept> messages = [];

    public IEnumerable<Kept> All => messages;

    public bool IsEmpty => !messages.Exists(kept => kept.IsQueued);

    private DateTimeOffset Now => world.Clock.GetUtcNow();

    public void Clear() => messages.Clear();

    /// <returns>The first reply, if it is claimed with the turn.</returns>
    public Message? Add(IReadOnlyList<Message> said, bool claimFirst)
    {
        var claims = claimFirst && IsEmpty;
        Message? claimed = null;
        foreach (var message in said)
        {
            world.Fence.Wrote(message);
            if (message.Direction == Direction.Outbound)
            {
                var kept = new Kept(message);
                messages.Add(kept);
                if (claims && claimed is null)
                {
                    Claim(kept, message.CreatedAt);
                    claimed = message;
                }
            }
        }

        return claimed;
    }

    /// <summary>What the bot said under an older ownership and has not begun to send.</summary>
    public void Withdraw(int most = int.MaxValue)
    {
        foreach (var kept in messages.Where(kept => kept.Status == DeliveryStatus.Pending && !IsOwned(kept)).Take(most))
        {
            (kept.Status, kept.IsQueued) = (kept.Repeats > 0 ? DeliveryStatus.Unknown : DeliveryStatus.Cancelled, false);
        }
    }

    public LeftByBot LeftBefore(long epoch)
    {
        var left = messages.Where(kept => kept.Message.OwnershipEpoch < epoch && (kept.IsQueued || kept.Status == DeliveryStatus.Cancelled))
            .ToLookup(kept => kept.Status is DeliveryStatus.Sending or DeliveryStatus.Unknown, kept => MessageView.From(kept.Message));
        return new LeftByBot([.. left[true]], [.. left[false]]);
    }

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        await RandomOrder.StepAsync(() =>
        {
            Withdraw();
            return true;
        });
        return await RandomOrder.StepAsync<IReadOnlyList<ClaimedMessage>>(() => ClaimNext() is { } next ? [next] : []);
    }

    public Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        var kept = messages.Find(one => one.Message.Id == result.Message);
        if (kept is { IsQueued: true } && (result.Status == DeliveryStatus.Sent || kept.ClaimedAt == result.ClaimedAt))
        {
            (kept.Status, kept.IsQueued) = (result.Status, result.Status is DeliveryStatus.Pending or DeliveryStatus.Unknown);
            kept.UnknownSince = Now;
        }

        return result.ClaimNext && kept?.IsQueued != true ? ClaimNext() : null;
    });

    public Task<int> SettleUnknownAsync(CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        foreach (var kept in messages.Where(kept => kept.IsQueued))
        {
            if (kept.Status == DeliveryStatus.Sending && Now - kept.ClaimedAt > Abandoned)
            {
                (kept.Status, kept.UnknownSince) = (DeliveryStatus.Unknown, Now);
            }
            else if (kept.Status == DeliveryStatus.Unknown && Now - kept.UnknownSince > Undecided)
            {
                var again = kept.Repeats == 0 && IsOwned(kept);
                (kept.Status, kept.IsQueued) = (again ? DeliveryStatus.Pending : DeliveryStatus.Unknown, again);
                kept.Repeats++;
            }
        }

        return 0;
    });

    private ClaimedMessage? ClaimNext()
    {
        var head = messages.Find(kept => kept.IsQueued);
        if (head is not { Status: DeliveryStatus.Pending } || !IsOwned(head) || messages.Exists(kept => kept.Status == DeliveryStatus.Sending))
        {
            return null;
        }

        Claim(head, Now);
        return ClaimedMessage.From(head.Message, new ServiceWindow(Now)) with { ClaimedAt = Now, Attempt = head.Attempts };
    }

    private bool IsOwned(Kept kept) => kept.Message.OwnershipEpoch == world.Conversation.OwnershipEpoch;

    private void Claim(Kept kept, DateTimeOffset at)
    {
        (kept.Status, kept.ClaimedAt) = (DeliveryStatus.Sending, at);
        kept.Attempts++;
        world.Fence.Claimed(kept.Message);
    }

    internal sealed class Kept(Message message)
    {
        public Message Message { get; } = message;

        public DeliveryStatus Status { get; set; } = DeliveryStatus.Pending;

        public bool IsQueued { get; set; } = true;

        public DateTimeOffset ClaimedAt { get; set; }

        public DateTimeOffset UnknownSince { get; set; }

        public int Attempts { get; set; }

        public int Repeats { get; set; }
    }
}
