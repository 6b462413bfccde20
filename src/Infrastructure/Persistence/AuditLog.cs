using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Ids are given in the order of writing, so that a moment is found among them by halving: the indexes by actor, subject and action, each
/// with the id, then serve every question.
/// </summary>
internal sealed class AuditLog(IContextFactory contexts) : IAuditLog
{
    /// <summary>An entry's time may lie a little before that of its neighbours: it waited for a lock, or for another process's clock.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<AuditEntryRead>> ListAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var entries = context.AuditEntries.AsNoTracking();
        var rows = entries;
        if (filter.From is { } from)
        {
            var first = await FindFirstSinceAsync(entries, from - Disorder, cancellationToken);
            rows = rows.Where(entry => entry.Id >= first && entry.At >= from);
        }

        if (filter.To is { } to)
        {
            var end = await FindFirstSinceAsync(entries, to + Disorder, cancellationToken);
            rows = rows.Where(entry => entry.Id < end && entry.At < to);
        }

        if (filter.Before is { } before)
        {
            rows = rows.Where(entry => entry.Id < before);
        }

        return await Filtered(rows, filter)
            .OrderByDescending(entry => entry.Id)
            .Take(filter.Limit)
            .Select(entry => new AuditEntryRead(
                entry.Id, entry.At, entry.ActorKind, entry.ActorId, entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditRecord> Filtered(IQueryable<AuditRecord> rows, AuditFilter filter)
    {
        if (filter.Actor is { } actor)
        {
            rows = rows.Where(entry => entry.ActorId == actor);
        }

        if (filter.Subject is { } subject)
        {
            rows = rows.Where(entry => entry.SubjectId == subject);
        }

        return filter.Action is { } action ? rows.Where(entry => entry.Action == action) : rows;
    }

    /// <returns>The lowest id from which on entries are not older than this; above all ids where there is none.</returns>
    private static async Task<long> FindFirstSinceAsync(IQueryable<AuditRecord> entries, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, 1 + (await entries.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await entries.Where(entry => entry.Id >= middle).OrderBy(entry => entry.Id).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancellationToken);
            if (next is not { } at || at >= moment)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
