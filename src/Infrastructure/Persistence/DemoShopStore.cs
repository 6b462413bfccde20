using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.DemoShop;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Sealed as everything is; the unique index over numbers decides whether somebody is there already.</summary>
internal sealed class DemoShopStore(Database database, IContextFactory contexts, Vault vault) : IDemoShop
{
    public async Task<bool> AddAsync(Turn talk, CancellationToken cancellationToken)
    {
        var sealedTalk = await vault.SealAsync(talk, cancellationToken);
        var stored = sealedTalk.Stored;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            context.Add(stored.Customer).Property(CustomersTable.DataKey).CurrentValue = sealedTalk.Wrapped;
            context.Add(stored.Conversation);
            context.Notes.AddRange(stored.Notes);
            context.AuditEntries.AddRange(stored.Audit.Select(entry => AuditRecord.From(entry, stored.Conversation.UpdatedAt)));
            await context.SaveChangesAsync(cancellationToken);
            foreach (var message in stored.Messages)
            {
                context.Add(message).Property(MessagesTable.IsQueued).CurrentValue = message.Direction == Direction.Outbound && message.Status < DeliveryStatus.Sent;

                // One by one, because the identity is the order in which they were said.
                await context.SaveChangesAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            vault.Keep(sealedTalk);
            return true;
        }
        catch (Exception exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            return false;
        }
    }
}
