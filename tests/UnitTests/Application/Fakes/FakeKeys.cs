using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Keys of programs, and what was written into the audit log about them.</summary>
internal sealed class FakeKeys : IApiKeys
{
    private readonly List<NewApiKey> keys = [];

    public List<AuditEntry> Audit { get; } = [];

    public IReadOnlyList<ApiKeyView> All => [.. keys.Select(key => key.View)];

    public Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ApiKeyView>>(
        [.. All.OrderByDescending(key => key.Id).Where(key => after is null || key.Id.CompareTo(after.Value) < 0).Take(limit)]);

    public Task<ApiKeyView?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(keys.Find(key => key.View.Id == id)?.View);

    public Task<ApiKeyView?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        Task.FromResult(keys.Find(key => key.Hash.Span.SequenceEqual(hash.Span))?.View);

    public Task AddAsync(NewApiKey key, AuditEntry entry, CancellationToken cancellationToken)
    {
        keys.Add(key);
        Audit.Add(entry);
        return Task.CompletedTask;
    }

    public Task RevokeAsync(Guid id, DateTimeOffset now, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (Change(id, key => key.RevokedAt is null ? key with { RevokedAt = now } : key))
        {
            Audit.Add(entry);
        }

        return Task.CompletedTask;
    }

    public Task NoteUseAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Change(id, key => key with { LastUsedAt = now });
        return Task.CompletedTask;
    }

    private bool Change(Guid id, Func<ApiKeyView, ApiKeyView> change)
    {
        var place = keys.FindIndex(key => key.View.Id == id);
        var changed = change(keys[place].View);
        var isOther = changed != keys[place].View;
        keys[place] = keys[place] with { View = changed };
        return isOther;
    }
}

/// <summary>The audit log as it was written, the newest first.</summary>
internal sealed class FakeAuditLog : IAuditLog
{
    public List<AuditEntryRead> Entries { get; } = [];

    /// <summary>What was asked for last.</summary>
    public AuditFilter? Asked { get; private set; }

    public Task<IReadOnlyList<AuditEntryRead>> ListAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        Asked = filter;
        return Task.FromResult<IReadOnlyList<AuditEntryRead>>([.. Entries.Where(entry => filter.Before is not { } before || entry.Id < before).Take(filter.Limit)]);
    }
}
