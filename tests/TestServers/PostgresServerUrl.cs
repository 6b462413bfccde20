using Npgsql;

namespace WhatsAppSupport.TestServers;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c> for the tests' own connections.</summary>
public static class PostgresServerUrl
{
    public static string ConnectionString(string url)
    {
        var uri = new Uri(url);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) is { Length: > 0 } name ? name : "postgres",
            Pooling = false,
        };
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            builder[option[0] == "sslmode" ? "SSL Mode" : option[0]] = Uri.UnescapeDataString(option[^1]).Replace("-", "", StringComparison.Ordinal);
        }

        return builder.ConnectionString;
    }

    /// <summary>The same server and user, another database.</summary>
    public static string WithDatabase(string url, string database) => new UriBuilder(url) { Path = database }.Uri.ToString();
}
