using Npgsql;

namespace WhatsAppSupport.Load.Measures;

/// <summary>What a statement took of PostgreSQL, by its own <c>pg_stat_statements</c>; in milliseconds.</summary>
/// <param name="Statement">Its beginning; whatever is not the same each time is a placeholder.</param>
internal sealed record StatementTime(string Statement, long Calls, double Mean, double Total)
{
    private const int Most = 12;
    private const int Told = 90;

    /// <summary>Counts from here on.</summary>
    public static async Task BeginAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements; SELECT pg_stat_statements_reset()");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Those that took the longest in all.</summary>
    public static async Task<IReadOnlyList<StatementTime>> ReadAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            $"SELECT query, calls, mean_exec_time, total_exec_time FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT {Most}");
        await using var reader = await command.ExecuteReaderAsync();
        var times = new List<StatementTime>();
        while (await reader.ReadAsync())
        {
            var words = string.Join(' ', reader.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            times.Add(new StatementTime(words[..Math.Min(Told, words.Length)], reader.GetInt64(1), Math.Round(reader.GetDouble(2), 2), Math.Round(reader.GetDouble(3))));
        }

        return times;
    }
}
