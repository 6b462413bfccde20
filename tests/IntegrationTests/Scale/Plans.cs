using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Scale;

/// <summary>How a database goes about a command, and whether it reads a table through that grows with the messages.</summary>
internal static partial class Plans
{
    private static readonly string[] Growing = ["conversations", "messages", "customers", "inbox", "audit", "message_marks", "customer_marks"];

    /// <returns>Each table that is read from its beginning to its end, with the plan.</returns>
    public static async Task<IReadOnlyList<Through>> ReadThroughAsync(Database database, Backend backend, SeenCommand seen)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var explain = seen.After(backend == Backend.Laptop ? "EXPLAIN QUERY PLAN " : "EXPLAIN (FORMAT JSON) ", connection);
        var lines = await explain.ListAsync(row => row.GetString(backend == Backend.Laptop ? 3 : 0), CancellationToken.None);
        var found = backend == Backend.Laptop ? OfSqlite(seen.Text, lines) : OfPostgres(JsonDocument.Parse(string.Concat(lines)).RootElement);
        return [.. found.Select(table => new Through(table, seen.Text, lines))];
    }

    private static IEnumerable<string> OfPostgres(JsonElement plan) => plan.ValueKind switch
    {
        JsonValueKind.Array => plan.EnumerateArray().SelectMany(OfPostgres),
        JsonValueKind.Object => plan.EnumerateObject().SelectMany(part => OfPostgres(part.Value)).Concat(
            plan.TryGetProperty("Node Type", out var kind) && kind.GetString() == "Seq Scan" && plan.GetProperty("Relation Name").GetString() is { } table && Growing.Contains(table)
                ? [table]
                : []),
        _ => [],
    };

    /// <summary>It names tables by their aliases.</summary>
    private static IEnumerable<string> OfSqlite(string sql, IReadOnlyList<string> lines)
    {
        var tables = Alias().Matches(sql).Select(match => (Table: match.Groups["table"].Value, Alias: match.Groups["alias"].Value)).ToLookup(pair => pair.Alias, pair => pair.Table);
        return from line in lines
               where IsThrough(line)
               let name = line.Split(' ')[1]
               from table in tables[name].Append(name)
               where Growing.Contains(table)
               select table;
    }

    /// <summary>A range of row ids is as good as all of them.</summary>
    private static bool IsThrough(string line) =>
        (line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains(" INDEX ", StringComparison.Ordinal))
        || line.EndsWith("PRIMARY KEY (rowid<?)", StringComparison.Ordinal)
        || line.EndsWith("PRIMARY KEY (rowid>?)", StringComparison.Ordinal);

    [GeneratedRegex("(FROM|JOIN)\\s+\"?(?<table>\\w+)\"?\\s+(AS\\s+)?\"?(?<alias>\\w+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Alias();
}

/// <summary>A table that is read through.</summary>
internal sealed record Through(string Table, string Sql, IReadOnlyList<string> Plan)
{
    public override string ToString() => $"{Table} is read through by:\n{Sql}\n{string.Join('\n', Plan)}";
}
