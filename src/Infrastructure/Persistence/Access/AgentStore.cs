using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

internal sealed class AgentStore(Database database, IContextFactory contexts, Accounts accounts, TimeProvider clock) : IAgents
{
    /// <summary>In one order, so that two who ask at once wait one way only; the second then sees what the first has left.</summary>
    private string AdministratorsSql { get; } = $"SELECT * FROM agents WHERE role = 'administrator' AND is_active ORDER BY id {database.LockRows}";

    public async Task<IReadOnlyList<AgentView>> ListAsync(AgentId? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var rows = context.Agents.AsNoTracking();
        if (after is { Value: var id })
        {
            rows = rows.Where(agent => agent.Id.CompareTo(id) > 0);
        }

        var found = await rows.OrderBy(agent => agent.Id).Take(limit).ToListAsync(cancellationToken);
        return [.. found.Select(View)];
    }

    public async Task<AgentView?> FindAsync(AgentId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Agents.AsNoTracking().SingleOrDefaultAsync(agent => agent.Id == id.Value, cancellationToken) is { } found ? View(found) : null;
    }

    public async Task<Result<AgentView>> AddAsync(NewAgent agent, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var open = accounts.Open();
        var account = new Account
        {
            Id = agent.Id.Value,
            UserName = agent.Email,
            Email = agent.Email,
            Name = agent.Name,
            Role = agent.Role,
            MustChangePassword = agent.MustChangePassword,
            CreatedAt = agent.CreatedAt,
        };
        var refusal = OpenAccounts.RefusalOf(await open.Users.CreateAsync(account, agent.Password));
        return refusal is null ? await SaveAsync(open, account, new AccountChange(entry), cancellationToken) : refusal;
    }

    public async Task<bool> AddFirstAsync(Func<(NewAgent Agent, AuditEntry Entry)> first, CancellationToken cancellationToken)
    {
        if (await IsAnybodyThereAsync(cancellationToken))
        {
            return false;
        }

        await using var alone = await database.EnterMigrationAsync(cancellationToken);
        if (await IsAnybodyThereAsync(cancellationToken))
        {
            return false;
        }

        var (agent, entry) = first();
        var added = await AddAsync(agent, entry, cancellationToken);
        return added.Error is null ? true : throw new InvalidOperationException($"Where nobody is, nobody is in the way ({added.Error.Code}).");
    }

    public async Task<Result<AgentView>> ChangeAsync(AgentView before, AgentView after, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var open = accounts.Open();
        if (await ReadAsync(open, before, cancellationToken) is not { } account)
        {
            return await MovedOnAsync(before, cancellationToken);
        }

        (account.UserName, account.Email, account.Name, account.Role, account.IsActive) = (after.Email, after.Email, after.Name, after.Role, after.IsActive);
        if (OpenAccounts.RefusalOf(await open.Users.UpdateAsync(account)) is { } refusal)
        {
            return refusal;
        }

        var change = new AccountChange(
            entry,
            Ends: after.IsActive ? null : _ => true,
            RefusalAsync: IsAdministrator(before) && !IsAdministrator(after) ? context => RefusalOfLastAsync(context, account, cancellationToken) : null);
        return await SaveAsync(open, account, change, cancellationToken);
    }

    public async Task<Result<AgentView>> ResetPasswordAsync(AgentView before, string password, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var open = accounts.Open();
        if (await ReadAsync(open, before, cancellationToken) is not { } account)
        {
            return await MovedOnAsync(before, cancellationToken);
        }

        await open.SetPasswordAsync(account, password);
        account.MustChangePassword = true;
        LiftLock(open, account);
        return await SaveAsync(open, account, new AccountChange(entry, Ends: _ => true), cancellationToken);
    }

    public async Task<Result<AgentView>> UnlockAsync(AgentView before, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var open = accounts.Open();
        if (await ReadAsync(open, before, cancellationToken) is not { } account)
        {
            return await MovedOnAsync(before, cancellationToken);
        }

        LiftLock(open, account);
        if (OpenAccounts.RefusalOf(await open.Users.UpdateAsync(account)) is { } refusal)
        {
            return refusal;
        }

        return await SaveAsync(open, account, new AccountChange(entry), cancellationToken);
    }

    /// <summary>Whatever it was when it was read: wrong passwords are counted meanwhile.</summary>
    private static void LiftLock(OpenAccounts open, Account account)
    {
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        open.Context.Entry(account).Property(agent => agent.AccessFailedCount).IsModified = true;
        open.Context.Entry(account).Property(agent => agent.LockoutEnd).IsModified = true;
    }

    private static bool IsAdministrator(AgentView agent) => agent is { Role: Role.Administrator, IsActive: true };

    private async Task<Error?> RefusalOfLastAsync(SupportContext context, Account account, CancellationToken cancellationToken)
    {
        var administrators = await context.Agents.FromSqlRaw(AdministratorsSql).AsNoTracking().ToListAsync(cancellationToken);
        return administrators.Exists(other => other.Id != account.Id) ? null : new LastAdministrator();
    }

    private async Task<bool> IsAnybodyThereAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Agents.AnyAsync(cancellationToken);
    }

    /// <returns>Null: it is not as it was read any more.</returns>
    private static async Task<Account?> ReadAsync(OpenAccounts open, AgentView before, CancellationToken cancellationToken)
    {
        var account = await open.Context.Agents.SingleOrDefaultAsync(agent => agent.Id == before.Id && agent.Version == before.Version, cancellationToken);
        if (account is not null)
        {
            account.Version++;
        }

        return account;
    }

    private async Task<Result<AgentView>> SaveAsync(OpenAccounts open, Account account, AccountChange change, CancellationToken cancellationToken) =>
        await open.SaveAsync(database, account, change, clock.GetUtcNow(), cancellationToken) is { } refusal ? refusal : View(account);

    private async Task<Result<AgentView>> MovedOnAsync(AgentView before, CancellationToken cancellationToken) =>
        await FindAsync(new AgentId(before.Id), cancellationToken) is { } found ? new AgentMovedOn(found.Version) : new AgentNotFound(new AgentId(before.Id));

    private AgentView View(Account account) => new()
    {
        Id = account.Id,
        Email = account.Email!,
        Name = account.Name,
        Role = account.Role,
        IsActive = account.IsActive,
        MustChangePassword = account.MustChangePassword,
        LockedUntil = account.LockoutEnd > clock.GetUtcNow() ? account.LockoutEnd : null,
        LastSignInAt = account.LastSignInAt,
        CreatedAt = account.CreatedAt,
        Version = account.Version,
    };
}
