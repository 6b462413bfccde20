using System.Collections.Concurrent;
using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeOutbox : IOutbox
{
    private readonly ConcurrentQueue<SendResult> stored = new();

    /// <summary>Claimed by the next look.</summary>
    public ConcurrentQueue<ClaimedMessage> Due { get; } = new();

    /// <summary>Claimed by the next result that may claim.</summary>
    public ConcurrentQueue<ClaimedMessage> Next { get; } = new();

    /// <summary>Thrown by the next call, once each.</summary>
    public ConcurrentQueue<Exception> Outages { get; } = new();

    public IReadOnlyList<SendResult> Stored => [.. stored];

    public List<int> Limits { get; } = [];

    public Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        Limits.Add(limit);
        Fail();
        var claimed = new List<ClaimedMessage>();
        while (claimed.Count < limit && Due.TryDequeue(out var message))
        {
            claimed.Add(message);
        }

        return Task.FromResult<IReadOnlyList<ClaimedMessage>>(claimed);
    }

    public Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken)
    {
        Fail();
        stored.Enqueue(result);
        return Task.FromResult(result.ClaimNext && Next.TryDequeue(out var next) ? next : null);
    }

    private void Fail()
    {
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }
    }
}
