using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>Customers by the marks of the words of their names. A name that is changed meanwhile puts the customer here anew.</summary>
internal sealed class NameIndex(Database database, IContextFactory contexts, ILookupHashes hashes, Vault vault)
{
    public async Task<bool> AddAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (!await context.UnmarkedNames.AnyAsync(cancellationToken))
        {
            return false;
        }

        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.BeginIndexingAsync(database, cancellationToken);
        var waiting = await context.UnmarkedNames.AsNoTracking().OrderBy(name => name.Id).Take(limit).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            return false;
        }

        await MarkAsync(context, waiting[^1].Id, cancellationToken);
        var done = waiting.Select(name => name.Id).ToList();
        await context.UnmarkedNames.Where(name => done.Contains(name.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiting.Count == limit;
    }

    private async Task MarkAsync(SupportContext context, long last, CancellationToken cancellationToken)
    {
        var named = await context.UnmarkedNames.Where(name => name.Id <= last)
            .Join(context.Customers, name => name.CustomerId, customer => customer.Id, (_, customer) => customer)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var (words, customers) = (new WordMarks(hashes), await vault.ShowAsync([.. named.DistinctBy(customer => customer.Id)], cancellationToken));
        var ids = customers.Select(customer => customer.Id).ToList();
        await context.CustomerMarks.Where(mark => ids.Contains(mark.CustomerId)).ExecuteDeleteAsync(cancellationToken);
        context.CustomerMarks.AddRange(
            from customer in customers
            from mark in words.Of(SearchWords.Of(customer.Name))
            select new CustomerMark { Mark = mark, CreatedAt = customer.CreatedAt, CustomerId = customer.Id });
        await context.SaveChangesAsync(cancellationToken);
    }
}
