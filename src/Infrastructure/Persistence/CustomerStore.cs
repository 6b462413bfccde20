using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class CustomerStore(Database database, IContextFactory contexts, Vault vault) : ICustomers
{
    public async Task<IReadOnlyList<CustomerView>> ListAsync(Place? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Customers.AsNoTracking().PageAsync(vault, after, limit, cancellationToken);
    }

    public async Task<Customer?> FindByPhoneAsync(LookupHash phone, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await ShownAsync(context.Customers.Where(customer => customer.PhoneHash == phone), cancellationToken);
    }

    public async Task<Customer?> FindAsync(CustomerId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await ShownAsync(context.Customers.Where(customer => customer.Id == id), cancellationToken);
    }

    public async Task<ChangedCustomer?> ChangeAsync(Customer before, Customer after, AuditEntry audit, CancellationToken cancellationToken)
    {
        using var cipher = await vault.ForWritingAsync(before.Id, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Conversations before the customer, as turns do: so neither waits for the other in a circle.
        var moved = await MoveConversationsAsync(context, before, after, cancellationToken);
        if (!await KeepAsync(context, before, after, cipher.Seal(after), cancellationToken) || moved != await CountLiveAsync(context, before, cancellationToken))
        {
            // Somebody else has changed the customer, or a turn has begun a conversation meanwhile that has not heard of it.
            return null;
        }

        context.Add(AuditRecord.From(audit, after.UpdatedAt));
        await context.SaveChangesAsync(cancellationToken);
        var numbers = await context.Conversations
            .Where(conversation => conversation.CustomerId == before.Id)
            .Select(conversation => conversation.IntegratedNumber)
            .Distinct()
            .ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ChangedCustomer(numbers);
    }

    private async Task<Customer?> ShownAsync(IQueryable<Customer> one, CancellationToken cancellationToken) =>
        (await vault.ShowAsync(await one.AsNoTracking().Take(1).ToListAsync(cancellationToken), cancellationToken)).SingleOrDefault();

    private static IQueryable<Conversation> Live(SupportContext context, Customer customer) => context.Conversations
        .Where(conversation => conversation.CustomerId == customer.Id && conversation.Status != ConversationStatus.Completed);

    private static Task<int> CountLiveAsync(SupportContext context, Customer customer, CancellationToken cancellationToken) =>
        Live(context, customer).CountAsync(cancellationToken);

    /// <summary>
    /// In the order of their ids, as whoever locks several does. The activity of a conversation is what is said in it: when it changed last
    /// stays as it is.
    /// </summary>
    private static async Task<int> MoveConversationsAsync(SupportContext context, Customer before, Customer after, CancellationToken cancellationToken)
    {
        var (moved, speaksAnother) = (0, before.Language != after.Language);
        foreach (var id in await Live(context, before).Select(conversation => conversation.Id).OrderBy(id => id).ToListAsync(cancellationToken))
        {
            moved += await Live(context, before).Where(conversation => conversation.Id == id).ExecuteUpdateAsync(
                row => row
                    .SetProperty(c => c.Version, c => c.Version + 1)
                    .SetProperty(c => c.Language, c => speaksAnother ? after.Language : c.Language),
                cancellationToken);
        }

        return moved;
    }

    /// <summary>Only what was changed: a turn may hear another name of WhatsApp at the same time.</summary>
    private static async Task<bool> KeepAsync(SupportContext context, Customer before, Customer after, Customer stored, CancellationToken cancellationToken)
    {
        var isRenamed = before.Name != after.Name || before.IsNamedByUs != after.IsNamedByUs;
        return await context.Customers.Where(row => row.Id == before.Id && row.Version == before.Version).ExecuteUpdateAsync(
            row => row
                .SetProperty(c => c.Name, c => isRenamed ? stored.Name : c.Name)
                .SetProperty(c => c.IsNamedByUs, after.IsNamedByUs)
                .SetProperty(c => c.Language, after.Language)
                .SetProperty(c => c.Metadata, stored.Metadata)
                .SetProperty(c => c.IsActive, after.IsActive)
                .SetProperty(c => c.Version, after.Version)
                .SetProperty(c => c.UpdatedAt, after.UpdatedAt),
            cancellationToken) == 1;
    }
}
