using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>Entries of the audit log. What is removed is told by an entry in the same transaction, so that no gap is without a word.</summary>
internal sealed class OldAuditEntries(Database database, TimeProvider clock) : IRetained
{
    private const string RemoveSql = "DELETE FROM audit WHERE id > @after AND id <= @last AND at < @before RETURNING at";

    /// <summary>The database counts the days of its triggers by its own clock, which may be behind ours.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    private readonly RowPages pages = new(database, "audit", "id", "at");

    public RetentionKind Kind => RetentionKind.Audit;

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        before -= Disorder;

        // What it writes itself is not looked at, whatever the clocks say.
        var (after, end) = (0L, await pages.FindEndAsync(cancellationToken));
        while (after < end && await pages.FindAsync(after, cancellationToken) is { } found && found.Oldest < before)
        {
            var page = found with { Last = Math.Min(found.Last, end) };
            yield return new RemovedRows(Kind, await RemoveAsync(page, before, cancellationToken));
            after = page.Last;
        }
    }

    private async Task<int> RemoveAsync(RowPage page, DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var remove = connection.Of(database, RemoveSql, ("@after", page.After), ("@last", page.Last), ("@before", before));
        remove.Transaction = transaction;
        var removed = await remove.ListAsync(reader => database.ReadInstant(reader, 0), cancellationToken);
        if (removed.Count == 0)
        {
            // Another process has been here at this moment.
            return 0;
        }

        var told = AuditFields.Of(("entries", removed.Count), ("upTo", removed.Max()));
        var entry = new AuditEntry(Actor.System, "audit.removed", SubjectKind.Audit, "audit", Before: null, told);
        await transaction.RecordAsync(database, entry, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed.Count;
    }
}
