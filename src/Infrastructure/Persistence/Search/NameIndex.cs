using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>Customers by the marks of the words of their names. A name that is changed meanwhile puts the customer here anew.</summary>
internal sealed class NameIndex(Database database, IContextFactory contexts, ILookupHashes hashes)
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
        await MarkAsync(context, [.. waiting.Select(name => name.CustomerId).Distinct()], cancellationToken);
        var done = waiting.Select(name => name.Id).ToList();
        await context.UnmarkedNames.Where(name => done.Contains(name.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiting.Count == limit;
    }

    /// <summary>What a customer is found by.</summary>
    private static string? NameOf(Customer customer) => customer.Name;

    private async Task MarkAsync(SupportContext context, List<CustomerId> ids, CancellationToken cancellationToken)
    {
        var words = new WordMarks(hashes);
        var customers = await context.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToListAsync(cancellationToken);
        await context.CustomerMarks.Where(mark => ids.Contains(mark.CustomerId)).ExecuteDeleteAsync(cancellationToken);
        context.CustomerMarks.AddRange(
            from customer in customers
            from mark in words.Of(SearchWords.Of(NameOf(customer)))
            select new CustomerMark { Mark = mark, CreatedAt = customer.CreatedAt, CustomerId = customer.Id });
        await context.SaveChangesAsync(cancellationToken);
    }
}
