using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The parked rows of an inbox in memory.</summary>
internal sealed class FakeParkedRows(FakeInbox inbox) : IParkedRows
{
    /// <summary>Somebody else is faster by that much: done between the look and the change.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public List<AuditEntry> Audit { get; } = [];

    public Task<IReadOnlyList<InboxRowView>> ListAsync(InboxFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<InboxRowView>>(
        [
            .. inbox.Rows.Reverse()
                .Where(row => filter.State is { } state ? row.State == state : IsParked(row))
                .Where(row => row.Id < (filter.Before ?? long.MaxValue))
                .Take(filter.Limit)
                .Select(ViewOf),
        ]);

    public Task<ParkedRow?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(
        inbox.Rows.SingleOrDefault(row => row.Id == id) is { } row ? new ParkedRow(ViewOf(row), row.Entry.Customer, row.Entry.Body) : null);

    public Task<bool> ReviveAsync(long id, AuditEntry entry, CancellationToken cancellationToken)
    {
        Meanwhile();
        var row = inbox[id];
        if (!IsParked(row) || row.Entry.Kind == InboxKind.Unread)
        {
            return Task.FromResult(false);
        }

        Audit.Add(entry);
        (row.State, row.Error, row.Attempts, row.Recoveries) = (InboxState.Pending, null, 0, 0);
        return Task.FromResult(true);
    }

    public async Task<Result<ReplacedRow>> ReplaceAsync(long id, IReadOnlyList<InboxEntry> entries, AuditEntry entry, CancellationToken cancellationToken)
    {
        Meanwhile();
        if (!IsParked(inbox[id]))
        {
            return new InboxRowNotParked(id);
        }

        Audit.Add(entry);
        await inbox.Change(id, InboxState.Done, null);
        return new ReplacedRow(await inbox.StoreAsync(entries, cancellationToken));
    }

    private static bool IsParked(FakeInbox.Row row) => row.State is InboxState.Dead or InboxState.Quarantined;

    private static InboxRowView ViewOf(FakeInbox.Row row) => new()
    {
        Id = row.Id,
        State = row.State,
        Kind = row.Entry.Kind,
        ReceivedAt = row.Entry.ReceivedAt,
        Attempts = row.Attempts,
        Recoveries = row.Recoveries,
        Error = row.Error,
    };
}
