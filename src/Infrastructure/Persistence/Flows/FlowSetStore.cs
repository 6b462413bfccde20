using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.Persistence.Flows;

internal sealed class FlowSetStore(Database database, IContextFactory contexts, TimeProvider clock) : IFlowSets
{
    /// <summary>Waits for whoever stores the same at this moment, and then stores nothing.</summary>
    private const string KeepTextSql = "INSERT INTO flow_texts (hash, text) VALUES ({0}, {1}) ON CONFLICT DO NOTHING";

    /// <inheritdoc cref="KeepTextSql"/>
    private const string KeepSetSql = "INSERT INTO flow_sets (hash, created_at) VALUES ({0}, {1}) ON CONFLICT DO NOTHING";

    public async Task<Publication?> FindNewestAsync(CancellationToken cancellationToken) =>
        (await ListAsync(before: null, limit: 1, cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<Publication>> ListAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var rows = context.Publications.AsNoTracking();
        if (before is { } id)
        {
            rows = rows.Where(publication => publication.Id < id);
        }

        var found = await rows.OrderByDescending(publication => publication.Id).Take(limit).ToListAsync(cancellationToken);
        return [.. found.Select(Read)];
    }

    public async Task<Publication?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Publications.AsNoTracking().SingleOrDefaultAsync(publication => publication.Id == id, cancellationToken) is { } found ? Read(found) : null;
    }

    public async Task<long> KeepAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (await FindSetAsync(context, FlowHash.Of(files), cancellationToken) is { } known)
        {
            return known;
        }

        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var id = await KeepAsync(context, files, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    public async Task<long?> FindKeptAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await FindSetAsync(context, FlowHash.Of(files), cancellationToken);
    }

    public async Task<IReadOnlyList<FlowText>?> ReadAsync(long set, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var files = await context.FlowSetFiles.AsNoTracking()
            .Where(file => file.SetId == set)
            .Join(context.FlowTexts, file => file.TextHash, text => text.Hash, (file, text) => new FlowText(file.Name, text.Text, file.FlowId, file.Version))
            .ToListAsync(cancellationToken);
        return files.Count == 0 ? null : FlowHash.InOrder(files);
    }

    public async Task<long?> FindSetAsync(FlowVersion version, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.FlowSetFiles
            .Where(file => file.FlowId == version.FlowId && file.Version == version.Version)
            .OrderByDescending(file => file.SetId)
            .Select(file => (long?)file.SetId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public Task<bool> PublishAsync(Publication publication, AuditEntry entry, CancellationToken cancellationToken) =>
        PublishAsync(_ => Task.FromResult((publication, entry)), cancellationToken);

    public Task<bool> PublishAsync(IReadOnlyList<FlowText> files, Func<long, (Publication Publication, AuditEntry Entry)> decide, CancellationToken cancellationToken) =>
        PublishAsync(async context => decide(await KeepAsync(context, files, cancellationToken)), cancellationToken);

    private async Task<bool> PublishAsync(Func<SupportContext, Task<(Publication, AuditEntry)>> decideAsync, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (publication, entry) = await decideAsync(context);
        context.Publications.Add(new PublicationRecord
        {
            Id = publication.Id,
            SetId = publication.Set,
            PublishedAt = publication.At,
            ByKind = publication.ByKind,
            ById = publication.ById,
            ByName = publication.ByName,
            Reason = publication.Reason,
        });
        context.AuditEntries.Add(AuditRecord.From(entry, publication.At));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            return false;
        }
    }

    private async Task<long> KeepAsync(SupportContext context, IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        var hash = FlowHash.Of(files);
        await KeepTextsAsync(context, files, cancellationToken);
        var isNew = await context.Database.ExecuteSqlRawAsync(KeepSetSql, [hash, database.Instant(clock.GetUtcNow())], cancellationToken) == 1;
        var id = (await FindSetAsync(context, hash, cancellationToken))!.Value;
        if (isNew)
        {
            context.FlowSetFiles.AddRange(files.Select(file => new FlowSetFileRecord
            {
                SetId = id,
                Name = file.Name,
                TextHash = FlowHash.Of(file.Text),
                FlowId = file.FlowId,
                Version = file.Version,
            }));
            await context.SaveChangesAsync(cancellationToken);
        }

        return id;
    }

    /// <summary>Those that are not there yet, in one order, so that two who keep the same ones wait one way only.</summary>
    private static async Task KeepTextsAsync(SupportContext context, IReadOnlyList<FlowText> files, CancellationToken cancellationToken)
    {
        var texts = files.Select(file => file.Text).DistinctBy(text => Convert.ToHexString(FlowHash.Of(text))).Select(text => (Hash: FlowHash.Of(text), Text: text)).ToList();
        var hashes = texts.ConvertAll(text => text.Hash);
        var known = (await context.FlowTexts.Where(text => hashes.Contains(text.Hash)).Select(text => text.Hash).ToListAsync(cancellationToken))
            .Select(Convert.ToHexString)
            .ToHashSet();
        foreach (var (hash, text) in texts.Where(text => !known.Contains(Convert.ToHexString(text.Hash))).OrderBy(text => Convert.ToHexString(text.Hash), StringComparer.Ordinal))
        {
            await context.Database.ExecuteSqlRawAsync(KeepTextSql, [hash, text], cancellationToken);
        }
    }

    private static Task<long?> FindSetAsync(SupportContext context, byte[] hash, CancellationToken cancellationToken) =>
        context.FlowSets.Where(set => set.Hash == hash).Select(set => (long?)set.Id).FirstOrDefaultAsync(cancellationToken);

    private static Publication Read(PublicationRecord record) =>
        new(record.Id, record.SetId, record.PublishedAt, record.ByKind, record.ById, record.ByName, record.Reason);
}
