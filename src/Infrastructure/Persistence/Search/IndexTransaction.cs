using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>A transaction in which nothing is removed that is brought into the index, and nobody else brings anything in.</summary>
internal static class IndexTransaction
{
    public static async Task<IDbContextTransaction> BeginIndexingAsync(this SupportContext context, Database database, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (database.HoldIndex is { } hold)
        {
            await context.Database.ExecuteSqlRawAsync(hold, cancellationToken);
        }

        return transaction;
    }
}
