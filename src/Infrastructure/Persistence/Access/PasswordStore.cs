using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>Tries are counted before they are looked at: whoever asks at the same time finds the count raised already.</summary>
internal sealed class PasswordStore(
    Database database, IContextFactory contexts, Accounts accounts, PasswordHashing hashing, ILookupNormalizer normalizer, TimeProvider clock) : IPasswords
{
    private const string CountByEmail = $"{Count} WHERE normalized_email = @who {Open}";

    private const string CountById = $"{Count} WHERE id = @who {Open}";

    /// <summary>The last try locks the account until it turns out to be right; once a lock has passed, it is the first one again.</summary>
    private const string Count =
        """
        UPDATE agents SET
          access_failed_count = CASE WHEN lockout_end IS NULL THEN access_failed_count + 1 ELSE 1 END,
          lockout_end = CASE WHEN lockout_end IS NULL AND access_failed_count + 1 >= @most THEN @until END
        """;

    private const string Open =
        """
        AND is_active AND (lockout_end IS NULL OR lockout_end <= @now)
        RETURNING id, name, email, role, security_stamp, password_hash, access_failed_count
        """;

    public Task<RightPassword?> TryAsync(string email, string password, CancellationToken cancellationToken) =>
        TryAsync(CountByEmail, normalizer.NormalizeEmail(email), password, cancellationToken);

    public Task<RightPassword?> TryAsync(AgentId agent, string password, CancellationToken cancellationToken) =>
        TryAsync(CountById, agent.Value, password, cancellationToken);

    public async Task<bool> ChangeAsync(RightPassword shown, string password, SignInId kept, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var open = accounts.Open();
        var account = await open.Context.Agents.SingleOrDefaultAsync(agent => agent.Id == shown.Agent.Value, cancellationToken);
        if (account?.SecurityStamp != shown.Stamp)
        {
            return false;
        }

        await open.SetPasswordAsync(account, password);
        account.MustChangePassword = false;
        account.Version++;
        var change = new AccountChange(entry, Ends: session => session.Id != kept.Value);
        return await open.SaveAsync(database, account, change, clock.GetUtcNow(), cancellationToken) is null;
    }

    private async Task<RightPassword?> TryAsync(string count, object? who, string password, CancellationToken cancellationToken)
    {
        using var place = await hashing.EnterAsync(cancellationToken);

        // From here on to the end, whoever has left meanwhile: a try that is counted is looked at, and a lock is written down.
        var counted = await CountAsync(count, who, CancellationToken.None);
        if (hashing.IsRight(counted?.Hash, password))
        {
            await ForgetTriesAsync(counted!.Account, CancellationToken.None);
            return counted.Account;
        }

        if (counted is { IsLast: true })
        {
            await LockAsync(counted.Account, CancellationToken.None);
        }

        return null;
    }

    private async Task<Counted?> CountAsync(string sql, object? who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(
            database, sql, ("@who", who), ("@now", now), ("@until", now + SignInLimits.LockTime), ("@most", SignInLimits.MostTries));
        return (await command.ListAsync(Read, cancellationToken)).SingleOrDefault();
    }

    private async Task ForgetTriesAsync(RightPassword shown, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await context.Agents
            .Where(agent => agent.Id == shown.Agent.Value && agent.SecurityStamp == shown.Stamp)
            .ExecuteUpdateAsync(set => set.SetProperty(agent => agent.AccessFailedCount, 0).SetProperty(agent => agent.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>The last try was wrong: the lock holds from now, and is written down.</summary>
    private async Task LockAsync(RightPassword shown, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + SignInLimits.LockTime;
        var entry = new AuditEntry(
            Actor.System, "session.locked", SubjectKind.Agent, shown.Agent.ToString(), null, AuditFields.Of(("lockedUntil", until)));
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var locked = await context.Agents
            .Where(agent => agent.Id == shown.Agent.Value && agent.LockoutEnd != null)
            .ExecuteUpdateAsync(set => set.SetProperty(agent => agent.LockoutEnd, until), cancellationToken);
        if (locked == 1)
        {
            context.AuditEntries.Add(AuditRecord.From(entry, now));
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private Counted Read(DbDataReader reader) => new(
        new RightPassword(
            new AgentId(database.ReadId(reader, 0)), reader.GetString(1), reader.GetString(2), LowerCase.Read<Role>(reader.GetString(3)), reader.GetString(4)),
        reader.GetString(5),
        reader.GetInt32(6) == SignInLimits.MostTries);

    /// <param name="IsLast">When it is wrong, too, the account is locked.</param>
    private sealed record Counted(RightPassword Account, string Hash, bool IsLast);
}
