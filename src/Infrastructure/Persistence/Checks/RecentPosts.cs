using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Checks;

/// <summary>Opens the database beside the program that serves it, and changes nothing.</summary>
internal sealed class RecentPosts(Database database, IContextFactory contexts, IDatabaseStart start, InboxSeal seal, ILookupHashes hashes) : IRecentPosts
{
    private const string IsThereSql =
        $"SELECT count(*) FROM inbox WHERE integrated_number = @number AND provider_id_hash = @id AND {InboxTable.IsOfLane}";

    public async Task<IReadOnlyList<RecentPost>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await using var context = contexts.Create();
        var rows = await context.Inbox.AsNoTracking().OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
        var posts = new List<RecentPost>(rows.Count);
        foreach (var row in rows.Where(row => row.Kind is InboxKind.Message or InboxKind.Report or InboxKind.Unread))
        {
            if (await seal.OpenAsync(row, cancellationToken) is { Length: > 0 } body)
            {
                posts.Add(new RecentPost(row.Kind, body));
            }
        }

        return posts;
    }

    public async Task<bool> HasMessageSinceAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await using var context = contexts.Create();
        return await context.Inbox.AnyAsync(row => row.Kind == InboxKind.Message && row.ReceivedAt >= moment, cancellationToken);
    }

    public async Task<IReadOnlyList<LoggedInbound>> FindMissedAsync(IReadOnlyList<LoggedInbound> logged, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var missed = new List<LoggedInbound>();
        foreach (var message in logged)
        {
            await using var command = connection.Of(database, IsThereSql, ("@number", message.IntegratedNumber), ("@id", hashes.OfProviderId(message.ProviderId).Value));
            if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0)
            {
                missed.Add(message);
            }
        }

        return missed;
    }

    /// <summary>A file that is not there would be made by looking for it.</summary>
    private Task OpenAsync(CancellationToken cancellationToken) =>
        database.IsThere ? start.OpenBesideAsync(cancellationToken) : throw new DatabaseOutdatedException();
}
