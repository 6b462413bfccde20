using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>The index holds ids, too, which are no names: only the column of the names is asked.</summary>
internal sealed class SqliteNameSearch(IContextFactory contexts, Vault vault) : INameSearch
{
    private const string Find =
        """
        SELECT c.* FROM customer_words AS w CROSS JOIN customers AS c ON c.id = w.customer_id WHERE customer_words MATCH {0}
        """;

    public async Task<IReadOnlyList<CustomerView>> FindAsync(SearchWords words, Place? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Customers.FromSqlRaw(Find, $"name : ({SqliteWords.Asked(words)})").AsNoTracking().PageAsync(vault, after, limit, cancellationToken);
    }
}
