using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>FTS5 gives what it finds in the order of the messages, and stops when the page is full.</summary>
internal sealed class SqliteMessageSearch(IContextFactory contexts, Vault vault) : IMessageSearch
{
    private const string Find =
        """
        SELECT rowid AS "Value" FROM message_words WHERE message_words MATCH {0} AND rowid < {1} ORDER BY rowid DESC LIMIT {2}
        """;

    public async Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var places = context.Database.SqlQueryRaw<long>(Find, SqliteWords.Asked(words), before ?? long.MaxValue, limit);
        return await context.FoundAsync(vault, places, cancellationToken);
    }
}
