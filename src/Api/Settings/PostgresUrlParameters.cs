using System.Globalization;
using Npgsql;

namespace WhatsAppSupport.Api.Settings;

/// <summary>What may stand behind the question mark of a PostgreSQL address, in libpq's names.</summary>
internal static class PostgresUrlParameters
{
    private static readonly Dictionary<string, SslMode> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    /// <returns>What is wrong, or null.</returns>
    public static string? Put(NpgsqlConnectionStringBuilder builder, string query, out IReadOnlyList<string> ignored)
    {
        var unknown = new List<string>();

        // With an @ in it, it may be the rest of a password whose ? was not percent-encoded: nothing of that is named.
        ignored = query.Contains('@', StringComparison.Ordinal) ? [] : unknown;
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            var problem = Put(builder, pair[0].ToLowerInvariant(), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "", unknown);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Put(NpgsqlConnectionStringBuilder builder, string name, string value, List<string> unknown)
    {
        switch (name)
        {
            case "sslmode" when !SslModes.ContainsKey(value):
                return $"has an unknown sslmode (one of {string.Join(", ", SslModes.Keys)})";
            case "sslmode":
                builder.SslMode = SslModes[value];
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "channel_binding" when Enum.TryParse<ChannelBinding>(value, ignoreCase: true, out var binding):
                builder.ChannelBinding = binding;
                break;
            case "host":
                builder.Host = value;
                break;
            case "user":
                builder.Username = value;
                break;
            case "password":
                builder.Password = value;
                break;
            case "dbname":
                builder.Database = value;
                break;
            case "options":
                builder.Options = value;
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            case "port" or "connect_timeout":
                return PutNumber(builder, name, value);
            default:
                unknown.Add(name);
                break;
        }

        return null;
    }

    private static string? PutNumber(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        var max = name == "port" ? 65535 : 1024;
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > max)
        {
            return $"has a {name} that is not a number from 1 to {max}";
        }

        if (name == "port")
        {
            builder.Port = number;
        }
        else
        {
            builder.Timeout = number;
        }

        return null;
    }
}
