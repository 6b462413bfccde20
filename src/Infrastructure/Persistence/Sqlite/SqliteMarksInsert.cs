using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>Called inside the write gate. A trigger brings the row into the index.</summary>
internal sealed class SqliteMarksInsert : IMarksInsert
{
    private const string Sql =
        "INSERT INTO message_marks (seq, marks) SELECT {0}, {1} WHERE EXISTS (SELECT 1 FROM messages WHERE seq = {0}) ON CONFLICT DO NOTHING";

    public async Task InsertAsync(SupportContext context, IReadOnlyList<MessageMarks> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await context.Database.ExecuteSqlRawAsync(Sql, [message.Seq, SqliteMarks.Write(message.Marks)], cancellationToken);
        }
    }
}
