using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>All who are called so are sorted: <c>OFFSET 0</c> keeps the planner from walking all customers in the hope of meeting them soon.</summary>
internal sealed class PostgresNameSearch(IContextFactory contexts, Vault vault) : INameSearch
{
    private const string Find = $$"""SELECT * FROM customers WHERE {{PostgresWords.OfName}} @@ plainto_tsquery('simple', {0}) OFFSET 0""";

    public async Task<IReadOnlyList<CustomerView>> FindAsync(SearchWords words, Place? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Customers.FromSqlRaw(Find, PostgresWords.Asked(words)).AsNoTracking().PageAsync(vault, after, limit, cancellationToken);
    }
}
