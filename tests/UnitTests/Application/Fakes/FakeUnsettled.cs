using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>What is settled or decided is no longer listed.</summary>
internal sealed class FakeUnsettled : IUnsettled
{
    private readonly Lock gate = new();
    private readonly List<UnsettledMessage> messages = [];
    private readonly List<Evidence> settled = [];
    private readonly List<UnsettledMessage> decided = [];

    public IReadOnlyList<Evidence> Settled => Copy(settled);

    public IReadOnlyList<UnsettledMessage> Decided => Copy(decided);

    /// <summary>Of how many looks it is known that they were made.</summary>
    public int Looks { get; private set; }

    public Dictionary<string, MessageId> Owners { get; } = [];

    public void Add(UnsettledMessage message)
    {
        lock (gate)
        {
            messages.Add(message);
        }
    }

    public Task<int> AbandonAsync(CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult(0);
    }

    public Task<IReadOnlyList<UnsettledMessage>> ListAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<UnsettledMessage>>([.. messages.Where(message => message.Since <= since).Take(limit)]);
        }
    }

    public Task<ILookup<string, MessageId>> OwnersAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken) =>
        Task.FromResult(Owners.Where(pair => providerIds.Contains(pair.Key)).ToLookup(pair => pair.Key, pair => pair.Value));

    public Task<int> SettleAsync(IReadOnlyList<Evidence> evidence, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            settled.AddRange(evidence);
            return Task.FromResult(messages.RemoveAll(message => evidence.Any(one => one.Message == message)));
        }
    }

    public Task<int> DecideAsync(IReadOnlyList<UnsettledMessage> undecided, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            decided.AddRange(undecided);
            return Task.FromResult(messages.RemoveAll(undecided.Contains));
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
