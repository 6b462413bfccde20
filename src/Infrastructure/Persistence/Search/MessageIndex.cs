using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>Messages by the marks of their words. How far it has come is stored with the marks, in one transaction, and never goes back.</summary>
internal sealed class MessageIndex(Database database, IContextFactory contexts, ILookupHashes hashes, Vault vault, IMarksInsert marks, TimeProvider clock)
{
    private Frontier frontier = Frontier.At(0);

    public async Task<bool> AddAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var stored = await ProgressAsync(context, cancellationToken);
        var from = frontier.From(stored.Newest);
        var late = from.Empty.IsEmpty ? [] : await LateAsync(context, [.. from.Empty.Keys], cancellationToken);
        var newer = await ReadAsync(context.Messages.Where(message => EF.Property<long>(message, MessagesTable.Sequence) > from.Last)
            .OrderBy(message => EF.Property<long>(message, MessagesTable.Sequence)).Take(limit), cancellationToken);

        var to = from.Past(late.Select(row => row.Place), newer.Select(row => (row.Place, row.Message.CreatedAt)), clock.GetUtcNow());
        if (late.Count + newer.Count > 0 || to.Settled > stored.Newest)
        {
            await StoreAsync(context, [.. late, .. newer], to.Settled, stored.Oldest, cancellationToken);
        }

        frontier = to;
        return newer.Count == limit;
    }

    public async Task<bool> AddOlderAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var stored = await ProgressAsync(context, cancellationToken);
        if (stored.Oldest == 0)
        {
            return false;
        }

        var older = await ReadAsync(context.Messages.Where(message => EF.Property<long>(message, MessagesTable.Sequence) <= stored.Oldest)
            .OrderByDescending(message => EF.Property<long>(message, MessagesTable.Sequence)).Take(limit), cancellationToken);
        await StoreAsync(context, older, stored.Newest, older.Count < limit ? 0 : older[^1].Place - 1, cancellationToken);
        return older.Count == limit;
    }

    private static Task<SearchProgress> ProgressAsync(SupportContext context, CancellationToken cancellationToken) =>
        context.SearchProgress.AsNoTracking().SingleAsync(cancellationToken);

    private static Task<List<Row>> LateAsync(SupportContext context, List<long> places, CancellationToken cancellationToken) =>
        ReadAsync(context.Messages.Where(message => places.Contains(EF.Property<long>(message, MessagesTable.Sequence))), cancellationToken);

    private static Task<List<Row>> ReadAsync(IQueryable<Message> messages, CancellationToken cancellationToken) => messages
        .AsNoTracking()
        .Select(message => new Row(EF.Property<long>(message, MessagesTable.Sequence), message))
        .ToListAsync(cancellationToken);

    private async Task StoreAsync(SupportContext context, IReadOnlyList<Row> rows, long newest, long oldest, CancellationToken cancellationToken)
    {
        var words = new WordMarks(hashes);
        var opened = await vault.ShowAsync([.. rows.Select(row => row.Message)], cancellationToken);
        MessageMarks[] marked = [.. rows.Zip(opened, (row, message) => new MessageMarks { Seq = row.Place, Marks = words.Of(SearchWords.Of(TextOf(message))) })];

        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.BeginIndexingAsync(database, cancellationToken);
        await marks.InsertAsync(context, marked, cancellationToken);
        await context.SearchProgress.Where(progress => progress.Newest < newest)
            .ExecuteUpdateAsync(progress => progress.SetProperty(row => row.Newest, newest), cancellationToken);
        await context.SearchProgress.Where(progress => progress.Oldest > oldest)
            .ExecuteUpdateAsync(progress => progress.SetProperty(row => row.Oldest, oldest), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What was written, and what a document or a place is called; not the choices below it, which a bot offers to everybody alike.</summary>
    private static string? TextOf(Message message) => message.Media is null
        ? message.Content
        : string.Join('\n', MediaText.NamesIn(message.Media).Prepend(message.Content ?? ""));

    private sealed record Row(long Place, Message Message);
}
