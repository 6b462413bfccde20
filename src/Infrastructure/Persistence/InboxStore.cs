using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The inbox on either database; each inserts in its own way.</summary>
internal sealed class InboxStore(Database database, IContextFactory contexts, InboxSeal seal, IInboxInsert insert) : IInbox, IAsyncDisposable
{
    /// <summary>A webhook that would not be answered within its two seconds is refused at once, and comes again.</summary>
    private static readonly GroupCommitLimits<IReadOnlyList<InboxEntry>> Limits = new()
    {
        Patience = TimeSpan.FromMilliseconds(1500),
        Heaviest = 64 * 1024 * 1024,
        HeaviestBatch = 4 * 1024 * 1024,
        Weigh = post => post.Sum(entry => (long)entry.Body.Length),
    };

    private const string ReviveSql =
        $"""
        UPDATE inbox SET state = 'pending', attempts = 0, recoveries = 0, error = NULL, received_at = @received, body = @body, traceparent = @trace
        WHERE integrated_number = @number AND provider_id_hash = @id AND {InboxTable.IsOfLane} AND state IN ('done', 'dead')
        """;

    private readonly GroupCommit<IReadOnlyList<InboxEntry>, IReadOnlyList<StoredEntry>> commits =
        new(posts => WriteAsync(insert, posts), DatabaseFaults.IsRowsFault, Limits);

    public async Task<IReadOnlyList<StoredEntry>> StoreAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        var rows = await seal.SealAsync(entries, cancellationToken);
        try
        {
            return await commits.AddAsync(rows, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFaults.IsRowsFault(exception))
        {
            return await StoreOneByOneAsync(entries, rows, cancellationToken);
        }
    }

    public async Task<LaneRow?> FindOldestPendingAsync(LookupHash customer, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Inbox.AsNoTracking()
            .Where(row => row.CustomerHash == customer && row.State == InboxState.Pending)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken) is { } row
            ? new LaneRow(row.Id, row.Kind, customer, row.IntegratedNumber, row.ReceivedAt, await seal.OpenAsync(row, cancellationToken), row.Attempts, row.Recoveries)
            {
                TraceParent = row.TraceParent,
            }
            : null;
    }

    public async Task<IReadOnlyList<LookupHash>> ListWaitingCustomersAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var waiting = await InSlots(context.Inbox, slots)
            .Where(row => row.State == InboxState.Pending && row.CustomerHash != null)
            .GroupBy(row => row.CustomerHash)
            .OrderBy(lane => lane.Min(row => row.Id))
            .Select(lane => lane.Key)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. waiting.Select(customer => customer!.Value)];
    }

    public Task CountFailureAsync(long id, string error, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE inbox SET attempts = attempts + 1, error = @error WHERE id = @id AND state = 'pending'", cancellationToken, ("@id", id), ("@error", error));

    public Task SettleAsync(long id, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE inbox SET state = 'done' WHERE id = @id AND state = 'pending'", cancellationToken, ("@id", id));

    public Task BuryAsync(long id, string error, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE inbox SET state = 'dead', error = @error WHERE id = @id AND state = 'pending'", cancellationToken, ("@id", id), ("@error", error));

    public async Task ReviveAsync(InboxEntry entry, CancellationToken cancellationToken) => await ChangeAsync(
        ReviveSql,
        cancellationToken,
        ("@number", entry.IntegratedNumber),
        ("@id", entry.ProviderId.Value),
        ("@received", entry.ReceivedAt),
        ("@trace", entry.TraceParent),
        ("@body", (await seal.SealAsync([entry], cancellationToken))[0].Body.ToArray()));

    public async Task CountRecoveriesAsync(IReadOnlyList<int> slots, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        var heads = InSlots(context.Inbox, slots.Count == LookupHash.Slots ? null : slots)
            .Where(row => row.State == InboxState.Pending && row.CustomerHash != null)
            .GroupBy(row => row.CustomerHash)
            .Select(lane => lane.Min(row => row.Id));
        await context.Inbox
            .Where(row => row.State == InboxState.Pending && heads.Contains(row.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Recoveries, r => r.Recoveries + 1), cancellationToken);
    }

    public ValueTask DisposeAsync() => commits.DisposeAsync();

    private static IQueryable<InboxRecord> InSlots(IQueryable<InboxRecord> rows, IReadOnlyList<int>? slots) =>
        slots is null ? rows : rows.Where(row => slots.Contains(row.Slot!.Value));

    private static async Task<IReadOnlyList<IReadOnlyList<StoredEntry>>> WriteAsync(IInboxInsert insert, IReadOnlyList<IReadOnlyList<InboxEntry>> posts)
    {
        var stored = await insert.InsertAsync([.. posts.SelectMany(post => post)]);
        var results = new List<IReadOnlyList<StoredEntry>>(posts.Count);
        var start = 0;
        foreach (var post in posts)
        {
            results.Add(post.Count == 1 ? [stored[start]] : [.. stored.Skip(start).Take(post.Count)]);
            start += post.Count;
        }

        return results;
    }

    /// <summary>One row of the post is refused by the database: the others are stored, and that one goes to quarantine without what was read from it.</summary>
    private async Task<IReadOnlyList<StoredEntry>> StoreOneByOneAsync(
        IReadOnlyList<InboxEntry> entries, IReadOnlyList<InboxEntry> rows, CancellationToken cancellationToken)
    {
        var stored = new List<StoredEntry>(entries.Count);
        for (var place = 0; place < entries.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                stored.AddRange(await insert.InsertAsync([rows[place]]).WaitAsync(cancellationToken));
            }
            catch (Exception exception) when (DatabaseFaults.IsRowsFault(exception))
            {
                const string Fault = "body: the database cannot hold it; it was kept as it came";
                var kept = InboxEntry.Quarantined(entries[place].Body, entries[place].ReceivedAt, Fault);
                await insert.InsertAsync(await seal.SealAsync([kept], cancellationToken)).WaitAsync(cancellationToken);
                stored.Add(new StoredEntry(null, Fault));
            }
        }

        return stored;
    }

    private async Task ChangeAsync(string sql, CancellationToken cancellationToken, params (string, object?)[] values)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(database, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
