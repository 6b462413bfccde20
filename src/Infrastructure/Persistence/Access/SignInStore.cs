using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

internal sealed class SignInStore(Database database, IContextFactory contexts, TimeProvider clock) : ISignIns
{
    /// <summary>Leaves alone what somebody else is ending: waiting for it could be a circle.</summary>
    private string TidyUpSql { get; } =
        $$"""
        DELETE FROM sign_ins WHERE id IN (
          SELECT m.id FROM sign_ins m WHERE m.expires_at <= {0} ORDER BY m.expires_at LIMIT 1000 {{database.SkipLocked}})
        """;

    public async Task<SignedIn?> OpenAsync(NewSignIn session, AuditEntry entry, CancellationToken cancellationToken)
    {
        var (id, agent, stamp, now) = (session.Id.Value, session.By.Agent.Value, session.By.Stamp, session.CreatedAt);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Holds the account until the session is there: whoever takes it away, or gives it another password, ends this session, too.
        var held = await context.Agents
            .Where(account => account.Id == agent && account.IsActive && account.SecurityStamp == stamp)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.LastSignInAt, now), cancellationToken);
        if (held == 0)
        {
            return null;
        }

        if (session.Brought is { Value: var brought })
        {
            await context.SignIns.Where(row => row.Id == brought).ExecuteDeleteAsync(cancellationToken);
        }

        context.SignIns.Add(new SignInRecord { Id = id, AgentId = agent, CreatedAt = now, ExpiresAt = session.ExpiresAt });
        context.AuditEntries.Add(AuditRecord.From(entry, now));
        await context.SaveChangesAsync(cancellationToken);
        var opened = await FindAsync(context, session.Id, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        await context.Database.ExecuteSqlRawAsync(TidyUpSql, [database.Instant(now)], cancellationToken);
        return opened;
    }

    public async Task CloseAsync(SignInId session, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.SignIns.Where(row => row.Id == session.Value).ExecuteDeleteAsync(cancellationToken) == 1)
        {
            context.AuditEntries.Add(AuditRecord.From(entry, clock.GetUtcNow()));
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    public async Task<SignedIn?> FindAsync(SignInId session, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await FindAsync(context, session, clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<SignedIn?> FindAsync(SupportContext context, SignInId session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await context.SignIns.AsNoTracking()
            .Where(row => row.Id == session.Value && row.ExpiresAt > now)
            .Join(
                context.Agents.Where(agent => agent.IsActive),
                row => row.AgentId,
                agent => agent.Id,
                (row, agent) => new { row.ExpiresAt, agent.Id, agent.Name, agent.Email, agent.Role, agent.MustChangePassword })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new SignedIn(session, new AgentId(found.Id), found.Name, found.Email!, found.Role, found.MustChangePassword, found.ExpiresAt);
    }
}
