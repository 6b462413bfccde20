using System.Globalization;
using StackExchange.Redis;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Whether Redis is there, what it is, and what it does when it is full.</summary>
/// <param name="options">Null: there is none, by choice.</param>
internal sealed class RedisCheck(RedisOptions? options) : ICheck
{
    private const string Policies = "maxmemory-policy";

    public string Name => "redis";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options is null)
        {
            return [Finding.Good("not used: sessions live in the process (REDIS_URL is not set)")];
        }

        await using var connection = new RedisConnection(options, asksServer: true);
        try
        {
            var opened = await connection.ConnectAsync().WaitAsync(cancellationToken);
            var server = opened.GetEndPoints().Select(point => opened.GetServer(point)).FirstOrDefault(one => one.IsConnected);
            return server is null
                ? [Finding.Wrong("nobody answers, or the password is refused", "see whether it runs, and whether REDIS_URL is right. Until then everything is read from the database, which is slower")]
                : [Judge(Values(await server.InfoAsync().WaitAsync(cancellationToken)))];
        }
        catch (RedisException refused)
        {
            return [Finding.Wrong($"it refuses ({refused.GetType().Name})", "see whether it runs, and whether password and TLS of REDIS_URL are right. Until then everything is read from the database, which is slower")];
        }
    }

    internal static Finding Judge(IReadOnlyDictionary<string, string> info)
    {
        var version = info.GetValueOrDefault("redis_version", "of an unknown version");
        var policy = info.GetValueOrDefault("maxmemory_policy", "unknown");
        var limit = long.TryParse(info.GetValueOrDefault("maxmemory"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        return limit > 0 && policy == "noeviction"
            ? Finding.Doubtful(
                $"Redis {version}, which takes nothing more when it is full ({Policies} noeviction, with a limit of {limit / (1024 * 1024)} MiB)",
                $"set {Policies} allkeys-lru: all that is in it is in the database, too")
            : Finding.Good($"Redis {version}, {(limit > 0 ? $"{Policies} {policy}" : "without a limit to its memory")}");
    }

    private static Dictionary<string, string> Values(IGrouping<string, KeyValuePair<string, string>>[] sections) =>
        sections.SelectMany(section => section).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pairs => pairs.Key, pairs => pairs.First().Value, StringComparer.Ordinal);
}
