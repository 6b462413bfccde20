namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>
/// A table's rows in the order of their identity, a page at a time. Identities are given in the order of time, or nearly so: the old ones stand at the
/// beginning, and where a page has none of them, what follows is young. Each look is at a range of an index, however much is stored.
/// </summary>
/// <param name="among">Which rows are looked at; all, for the primary key to serve, or those of a partial index over the identity.</param>
internal sealed class RowPages(Database database, string table, string key, string time, string among = "true")
{
    /// <summary>Rows of a page: what one transaction removes at most.</summary>
    public const int Size = 500;

    private readonly string findSql =
        $"""
        SELECT max(place), min(moment), max(moment)
        FROM (SELECT {key} AS place, {time} AS moment FROM {table} m WHERE {among} AND {key} > @after ORDER BY {key} LIMIT {Size}) AS page
        """;

    /// <returns>The last identity of all that there is now; 0 where there is nothing.</returns>
    public async Task<long> FindEndAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = connection.Of(database, $"SELECT max({key}) FROM {table}");
        return await find.ExecuteScalarAsync(cancellationToken) is long end ? end : 0;
    }

    /// <returns>Null at the end.</returns>
    public async Task<RowPage?> FindAsync(long after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = connection.Of(database, findSql, ("@after", after));
        var found = await find.ListAsync(
            reader => reader.IsDBNull(0) ? null : new RowPage(after, reader.GetInt64(0), database.ReadInstant(reader, 1), database.ReadInstant(reader, 2)),
            cancellationToken);
        return found.Single();
    }
}

/// <summary>The rows behind <paramref name="After"/> up to <paramref name="Last"/>.</summary>
internal sealed record RowPage(long After, long Last, DateTimeOffset Oldest, DateTimeOffset Newest);
