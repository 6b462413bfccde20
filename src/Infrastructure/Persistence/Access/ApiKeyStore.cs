using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

internal sealed class ApiKeyStore(Database database, IContextFactory contexts, TimeProvider clock) : IApiKeys
{
    /// <summary>Of many requests at once one writes.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var rows = context.ApiKeys.AsNoTracking();
        if (after is { } id)
        {
            rows = rows.Where(key => key.Id.CompareTo(id) < 0);
        }

        var found = await rows.OrderByDescending(key => key.Id).Take(limit).ToListAsync(cancellationToken);
        return [.. found.Select(View)];
    }

    public async Task<ApiKeyView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellationToken) is { } found ? View(found) : null;
    }

    public async Task<ApiKeyView?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        var shown = hash.ToArray();
        await using var context = contexts.Create();
        return await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Hash == shown, cancellationToken) is { } found ? View(found) : null;
    }

    public async Task AddAsync(NewApiKey key, AuditEntry entry, CancellationToken cancellationToken)
    {
        var view = key.View;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        context.ApiKeys.Add(new ApiKeyRecord
        {
            Id = view.Id,
            Name = view.Name,
            Hash = key.Hash.ToArray(),
            Hint = view.Hint,
            Scopes = string.Join(' ', view.Scopes),
            CreatedBy = view.CreatedBy,
            CreatedAt = view.CreatedAt,
            ExpiresAt = view.ExpiresAt,
        });
        context.AuditEntries.Add(AuditRecord.From(entry, clock.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task RevokeAsync(Guid id, DateTimeOffset now, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var revoked = await context.ApiKeys
            .Where(key => key.Id == id && key.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), cancellationToken);
        if (revoked == 1)
        {
            context.AuditEntries.Add(AuditRecord.From(entry, now));
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    public async Task NoteUseAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = now - Precision;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await context.ApiKeys
            .Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt <= known))
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, now), cancellationToken);
    }

    private static ApiKeyView View(ApiKeyRecord key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Hint = key.Hint,
        Scopes = key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        CreatedBy = key.CreatedBy,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
    };
}
