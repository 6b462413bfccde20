using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>What goes with a changed account into its transaction.</summary>
/// <param name="Ends">Which of its sessions end; null = none.</param>
/// <param name="RefusalAsync">Looks at the others under the locks of the transaction; null = there is nothing to look at.</param>
internal sealed record AccountChange(
    AuditEntry Entry, Expression<Func<SignInRecord, bool>>? Ends = null, Func<SupportContext, Task<Error?>>? RefusalAsync = null);

internal static class AccountChanges
{
    /// <returns>Null when it is stored; else nothing is.</returns>
    public static async Task<Error?> SaveAsync(
        this OpenAccounts open, Database database, Account account, AccountChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = open.Context;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (change.RefusalAsync is { } look && await look(context) is { } refusal)
        {
            return refusal;
        }

        context.AuditEntries.Add(AuditRecord.From(change.Entry, now));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new AgentMovedOn(account.Version);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            return new EmailTaken();
        }

        if (change.Ends is { } ends)
        {
            await context.SignIns.Where(session => session.AgentId == account.Id).Where(ends).ExecuteDeleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
