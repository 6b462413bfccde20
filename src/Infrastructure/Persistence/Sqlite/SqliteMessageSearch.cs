using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>FTS5 demands all words that it is given, gives what it finds in the order of the messages, and stops when the page is full.</summary>
internal sealed class SqliteMessageSearch(IContextFactory contexts, ILookupHashes hashes, Vault vault) : IMessageSearch
{
    private const string Find =
        """
        SELECT rowid AS "Value" FROM message_index WHERE message_index MATCH {0} AND rowid < {1} ORDER BY rowid DESC LIMIT {2}
        """;

    public async Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var asked = SqliteMarks.Write(new WordMarks(hashes).Of(words));
        var places = context.Database.SqlQueryRaw<long>(Find, asked, before ?? long.MaxValue, limit);
        return await context.FoundAsync(vault, places, cancellationToken);
    }
}
