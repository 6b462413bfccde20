using Npgsql;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Reads <c>DATABASE_URL</c> in the forms that hosting platforms and people write.</summary>
public static class DatabaseUrl
{
    public const string Example = "postgres://user:password@host:5432/database?sslmode=require, or sqlite:///data/whatsapp-support.db";

    private const string SqliteScheme = "sqlite:";

    /// <param name="problem">What is wrong; never holds the address, which may hold a password.</param>
    /// <param name="ignored">Parameters of the address that mean nothing to this program.</param>
    /// <returns>Null when there is a problem.</returns>
    public static DatabaseTarget? Parse(string? text, out string? problem, out IReadOnlyList<string> ignored)
    {
        (problem, ignored) = (null, []);
        if (string.IsNullOrWhiteSpace(text))
        {
            return DatabaseTarget.Default;
        }

        if (PostgresUrl.Matches(text))
        {
            return PostgresUrl.Parse(text, out problem, out ignored);
        }

        if (text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Server=", StringComparison.OrdinalIgnoreCase))
        {
            return KeywordForm(text, out problem);
        }

        var isSqlite = text.StartsWith(SqliteScheme, StringComparison.OrdinalIgnoreCase);
        if (!isSqlite && (text.Contains("://", StringComparison.Ordinal) || !LooksLikeFile(text)))
        {
            problem = "is neither a postgres:// nor a sqlite:/// address";
            return null;
        }

        return SqliteFile(isSqlite ? WithoutScheme(text) : text, out problem);
    }

    private static DatabaseTarget.Sqlite? SqliteFile(string path, out string? problem)
    {
        var isMissing = path.Length == 0 || path.EndsWith('/');
        var isMemory = path.Contains(":memory:", StringComparison.OrdinalIgnoreCase);
        problem = isMissing ? "names no file" : isMemory ? "names a database in memory, which forgets what was answered 200" : null;
        return problem is null ? new DatabaseTarget.Sqlite(path) : null;
    }

    private static DatabaseTarget.Postgres? KeywordForm(string text, out string? problem)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            problem = null;
            return new DatabaseTarget.Postgres(builder.ConnectionString, PostgresUrl.Describe(builder));
        }
        catch (ArgumentException)
        {
            problem = "is not a connection string that PostgreSQL's driver takes";
            return null;
        }
    }

    /// <summary>As elsewhere: three slashes and a relative path, four and an absolute one.</summary>
    private static string WithoutScheme(string text)
    {
        var rest = text[SqliteScheme.Length..];
        return rest.StartsWith("///", StringComparison.Ordinal) ? rest[3..] : rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest;
    }

    private static bool LooksLikeFile(string text) =>
        !text.Contains('=', StringComparison.Ordinal) && Path.GetExtension(text) is ".db" or ".sqlite" or ".sqlite3";
}
