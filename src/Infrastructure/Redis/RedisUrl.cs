using System.Globalization;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>
/// Reads the URLs that hosting platforms hand out: <c>redis://host</c>, <c>rediss://:password@host:6380/0</c>,
/// <c>redis://default:password@host</c>, several hosts of a cluster separated by commas. A refusal never repeats a password.
/// </summary>
public static class RedisUrl
{
    private const string Field = "REDIS_URL";
    private const string Example = "such as redis://:password@host:6379/0";
    private const string ClusterExample = "such as redis://:password@a:7000,b:7000,c:7000";

    public static Result<RedisOptions> Parse(string url)
    {
        var (scheme, rest) = Cut(url.Trim(), "://");
        if (scheme.Contains("sentinel", StringComparison.OrdinalIgnoreCase))
        {
            return Wrong($"Sentinel is not supported; name the primary itself, {Example}, or a cluster's hosts, {ClusterExample}");
        }

        if (rest is null || !IsScheme(scheme))
        {
            return Wrong($"must begin with redis:// or, with TLS, rediss://, {Example}");
        }

        if (rest.Contains("://", StringComparison.Ordinal))
        {
            return Wrong($"several hosts stand in one URL, separated by commas, {ClusterExample}");
        }

        var (address, query) = Cut(rest, "?");
        var (authority, database) = Cut(address, "/");
        var (user, hosts) = CutLast(authority, "@");
        if (PasswordIn(user, out var password) is { } wrongUser)
        {
            return wrongUser;
        }

        if (HostsIn(hosts, out var servers) is { } wrongHost)
        {
            return wrongHost;
        }

        if (DatabaseIn(database, servers.Count, out var number) is { } wrongDatabase)
        {
            return wrongDatabase;
        }

        return WrongOption(query) is { } wrongOption ? wrongOption : new RedisOptions
        {
            Hosts = servers,
            Password = password,
            UsesTls = scheme.Equals("rediss", StringComparison.OrdinalIgnoreCase),
            Database = number,
        };
    }

    private static bool IsScheme(string scheme) =>
        scheme.Equals("redis", StringComparison.OrdinalIgnoreCase) || scheme.Equals("rediss", StringComparison.OrdinalIgnoreCase);

    private static InvalidError? PasswordIn(string? user, out string? password)
    {
        password = null;
        if (string.IsNullOrEmpty(user))
        {
            return null;
        }

        var (name, secret) = Cut(user, ":");
        if (secret is null)
        {
            return Wrong($"a password stands after a colon, {Example}");
        }

        if (name is not "" and not "default")
        {
            return Wrong($"this client signs in as the user 'default' only, with a password but no user name, {Example}");
        }

        if (secret.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at && secret.IndexOf(',', at) > 0)
        {
            return Wrong($"the password stands once, before the first host (in it, '@' is %40 and ',' is %2C), {ClusterExample}");
        }

        password = secret.Length == 0 ? null : Uri.UnescapeDataString(secret);
        return null;
    }

    private static InvalidError? HostsIn(string text, out IReadOnlyList<RedisHost> hosts)
    {
        var found = new List<RedisHost>();
        hosts = found;
        foreach (var part in text.Split(','))
        {
            // The colons of an IPv6 address stand in brackets.
            var end = part.LastIndexOf(']') + 1;
            var colon = part.IndexOf(':', end);
            var name = Uri.UnescapeDataString(colon < 0 ? part : part[..colon]).Trim('[', ']');
            var port = RedisHost.DefaultPort;
            if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
            {
                return Wrong($"a host is missing or is not a name or an address, {Example}");
            }

            if (colon >= 0 && (!IsNumber(part[(colon + 1)..], out port) || port is < 1 or > 65_535))
            {
                return Wrong($"a port is a number from 1 to 65535, {Example}");
            }

            found.Add(new RedisHost(name, port));
        }

        return null;
    }

    private static InvalidError? DatabaseIn(string? text, int hosts, out int number)
    {
        number = 0;
        if (!string.IsNullOrEmpty(text) && !IsNumber(text, out number))
        {
            return Wrong($"the database after the last slash is a number, {Example}");
        }

        return number > 0 && hosts > 1 ? Wrong($"several hosts are a cluster, and a cluster has database 0 only, {ClusterExample}") : null;
    }

    /// <summary><c>family</c> (of addresses) is what some platforms add for clients that cannot do IPv6; this one can.</summary>
    private static InvalidError? WrongOption(string? query) =>
        (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Any(option => !option.StartsWith("family=", StringComparison.Ordinal))
            ? Wrong("no options are known after '?'; TLS is asked for by rediss://, such as rediss://:password@host:6380/0")
            : null;

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static (string Before, string? After) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index], text[(index + at.Length)..]) : (text, null);

    private static (string? Before, string After) CutLast(string text, string at) =>
        text.LastIndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index], text[(index + at.Length)..]) : (null, text);

    private static InvalidError Wrong(string problem) => new([new FieldError(Field, problem)]);
}
