using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Infrastructure.Persistence.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>One statement for a batch. Each message bears the mark of its part as one more (<see cref="PostgresMessageSearch"/>).</summary>
internal sealed class PostgresMarksInsert : IMarksInsert
{
    private const string Sql =
        """
        INSERT INTO message_marks (seq, marks)
        SELECT w.seq, w.marks
        FROM (SELECT seq, array_agg(mark) AS marks FROM unnest(@seq, @mark) AS one(seq, mark) GROUP BY seq) AS w JOIN messages AS m ON m.seq = w.seq
        ON CONFLICT DO NOTHING
        """;

    public async Task InsertAsync(SupportContext context, IReadOnlyList<MessageMarks> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return;
        }

        var marks = messages.SelectMany(message => message.Marks.Append(PostgresParts.Of(message.Seq)), (message, mark) => (message.Seq, Mark: mark)).ToList();
        await context.Database.ExecuteSqlRawAsync(
            Sql,
            [Array("seq", [.. marks.Select(mark => mark.Seq)]), Array("mark", [.. marks.Select(mark => mark.Mark)])],
            cancellationToken);
    }

    private static NpgsqlParameter<long[]> Array(string name, long[] values) => new(name, values) { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}
