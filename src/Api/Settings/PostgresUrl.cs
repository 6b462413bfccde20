using System.Globalization;
using Npgsql;

namespace WhatsAppSupport.Api.Settings;

/// <summary>
/// <c>postgres://user:password@host:port/database?sslmode=…</c>. Taken apart by hand: <see cref="Uri"/> refuses several hosts,
/// and cuts a password with a sign that should have been percent-encoded.
/// </summary>
internal static class PostgresUrl
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    public static bool Matches(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    public static DatabaseTarget.Postgres? Parse(string text, out string? problem, out IReadOnlyList<string> ignored)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var query = Cut(ref rest, rest.IndexOf('?', StringComparison.Ordinal));
        var database = Cut(ref rest, rest.IndexOf('/', Math.Max(0, rest.LastIndexOf('@'))));
        var at = rest.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : UserAndPassword(rest[..at]);

        var builder = new NpgsqlConnectionStringBuilder();
        ignored = [];
        problem = PutHosts(builder, rest[(at + 1)..]) ?? PostgresUrlParameters.Put(builder, query, out ignored);
        if (problem is not null)
        {
            return null;
        }

        if (string.IsNullOrEmpty(builder.Host))
        {
            problem = "names no host";
            return null;
        }

        builder.Username = NullIfEmpty(user) ?? builder.Username;
        builder.Password = NullIfEmpty(password) ?? builder.Password;
        builder.Database = NullIfEmpty(Uri.UnescapeDataString(database)) ?? builder.Database;
        return new DatabaseTarget.Postgres(builder.ConnectionString, Describe(builder));
    }

    public static string Describe(NpgsqlConnectionStringBuilder builder) =>
        $"PostgreSQL, database {builder.Database ?? builder.Username ?? "of the user's name"} at {builder.Host}";

    /// <summary>Takes the end off, without the sign that it began with.</summary>
    private static string Cut(ref string text, int index)
    {
        var end = index < 0 ? "" : text[(index + 1)..];
        text = index < 0 ? text : text[..index];
        return end;
    }

    private static (string User, string? Password) UserAndPassword(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(text), null)
            : (Uri.UnescapeDataString(text[..colon]), Uri.UnescapeDataString(text[(colon + 1)..]));
    }

    private static string? PutHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        if (hosts.Length == 0)
        {
            return null;
        }

        var colon = hosts.LastIndexOf(':');
        var hasPort = colon > hosts.LastIndexOf(']');
        if (hasPort && !hosts.Contains(',', StringComparison.Ordinal))
        {
            if (!int.TryParse(hosts[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            {
                return "has a port that is not a number from 1 to 65535 (a sign such as @ : / ? # in the password must be percent-encoded)";
            }

            builder.Port = port;
            hosts = hosts[..colon];
        }

        builder.Host = Uri.UnescapeDataString(hosts).Trim('[', ']');
        return null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
