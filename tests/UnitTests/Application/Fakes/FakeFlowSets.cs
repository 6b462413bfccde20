using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Sets and decisions in memory. A test can take the database away, and slip in before somebody decides.</summary>
internal sealed class FakeFlowSets : IFlowSets
{
    private readonly List<IReadOnlyList<FlowText>> sets = [];

    public List<Publication> Publications { get; } = [];

    public List<AuditEntry> Audit { get; } = [];

    public bool IsAway { get; set; }

    /// <summary>How often a whole set was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Runs once, when the next one is about to decide.</summary>
    public Action? BeforeNextPublish { get; set; }

    public Task<Publication?> FindNewestAsync(CancellationToken cancellationToken) => Answer(Publications.LastOrDefault());

    public Task<IReadOnlyList<Publication>> ListAsync(long? before, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Publication>>([.. Publications.AsEnumerable().Reverse().Where(publication => before is null || publication.Id < before).Take(limit)]);

    public Task<Publication?> FindAsync(long id, CancellationToken cancellationToken) => Answer(Publications.Find(publication => publication.Id == id));

    public Task<long> KeepAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        var known = sets.FindIndex(set => set.Select(file => (file.Name, file.Text)).SequenceEqual(files.Select(file => (file.Name, file.Text))));
        if (known < 0)
        {
            sets.Add([.. files]);
        }

        return Answer(known < 0 ? (long)sets.Count : known + 1);
    }

    public Task<long?> FindKeptAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        var known = sets.FindIndex(set => set.Select(file => (file.Name, file.Text)).SequenceEqual(files.Select(file => (file.Name, file.Text))));
        return Answer(known < 0 ? (long?)null : known + 1);
    }

    public Task<IReadOnlyList<FlowText>?> ReadAsync(long set, CancellationToken cancellationToken)
    {
        Reads++;
        return Answer<IReadOnlyList<FlowText>?>(set >= 1 && set <= sets.Count ? sets[(int)set - 1] : null);
    }

    public Task<long?> FindSetAsync(FlowVersion version, CancellationToken cancellationToken)
    {
        var found = sets.FindLastIndex(set => set.Any(file => file.FlowId == version.FlowId && file.Version == version.Version));
        return Answer(found < 0 ? (long?)null : found + 1);
    }

    public Task<bool> PublishAsync(Publication publication, AuditEntry entry, CancellationToken cancellationToken)
    {
        var before = BeforeNextPublish;
        BeforeNextPublish = null;
        before?.Invoke();
        if (Publications.Exists(other => other.Id == publication.Id))
        {
            return Answer(false);
        }

        Publications.Add(publication);
        Audit.Add(entry);
        return Answer(true);
    }

    public async Task<bool> PublishAsync(IReadOnlyList<FlowText> files, Func<long, (Publication Publication, AuditEntry Entry)> decide, CancellationToken cancellationToken)
    {
        var (publication, entry) = decide(sets.Count + 1);
        if (!await PublishAsync(publication, entry, cancellationToken))
        {
            return false;
        }

        await KeepAsync(files, cancellationToken);
        return true;
    }

    private Task<T> Answer<T>(T answer) => IsAway ? Task.FromException<T>(new TimeoutException("the database is away")) : Task.FromResult(answer);
}
