using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Search;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// A GIN index knows no order: all that it finds must be sorted, and common words occur in a third of all messages. So it is asked for one
/// part of the table after another, the newest first, until the page is full: each message bears the mark of its part besides those of its words.
/// </summary>
internal sealed class PostgresMessageSearch(IContextFactory contexts, ILookupHashes hashes, Vault vault) : IMessageSearch
{
    /// <summary>Parts that are asked for at once: one for what is common, then more. Never so many that sorting them is felt.</summary>
    private static readonly int[] Strides = [1, 2, 4];

    /// <summary>
    /// Part by part, because the lateral join follows the order of the parts, and stops when the page is full. <c>OFFSET 0</c> keeps the planner
    /// from walking all messages backwards in the hope of meeting the words soon.
    /// </summary>
    private const string Find =
        """
        SELECT found.seq AS "Value" FROM (
          SELECT part.place, w.seq FROM unnest({0}) WITH ORDINALITY AS part(marks, place)
          CROSS JOIN LATERAL (SELECT seq FROM message_marks WHERE marks @> {1} AND marks && part.marks::bigint[] OFFSET 0) AS w
          WHERE w.seq < {2}
          ORDER BY part.place, w.seq DESC
          LIMIT {3}) AS found
        """;

    public async Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var newest = await context.Messages.MaxAsync(message => (long?)EF.Property<long>(message, MessagesTable.Sequence), cancellationToken);

        // Whoever asks may have made the place up: there is nothing behind the newest.
        var last = Math.Min(before - 1 ?? long.MaxValue, newest ?? 0);
        if (last < 1)
        {
            return [];
        }

        var parts = new NpgsqlParameter { Value = PartsFrom(PostgresParts.Of(last)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        var marks = new NpgsqlParameter { Value = new WordMarks(hashes).Of(words), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
        var places = context.Database.SqlQueryRaw<long>(Find, parts, marks, before ?? long.MaxValue, limit);
        return await context.FoundAsync(vault, places, cancellationToken);
    }

    /// <summary>All parts up to that one, the newest first, as lists of their marks.</summary>
    private static IEnumerable<string> PartsFrom(long newest)
    {
        for (var stride = 0; newest >= 0; stride++)
        {
            var oldest = Math.Max(0, newest - Strides[Math.Min(stride, Strides.Length - 1)] + 1);
            yield return $"{{{string.Join(',', Enumerable.Range(0, (int)(newest - oldest) + 1).Select(back => newest - back))}}}";
            newest = oldest - 1;
        }
    }
}
