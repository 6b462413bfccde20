using StackExchange.Redis;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>
/// The sessions that all processes share. An entry is a hash of version and data under the customer's look-up hash; what
/// cannot be read (garbage, another schema) is a miss and is removed, so that the next turn's save replaces it.
/// </summary>
public sealed class RedisSessionStore(RedisCircuit redis, ISessionSeal seal) : ISessionStore, ISessionStoreHealth
{
    private static readonly RedisValue Data = "d";

    /// <summary>An entry of another kind, or one without a readable version, is replaced.</summary>
    private const string SaveIfNewer =
        """
        local kept = redis.pcall('HGET', KEYS[1], 'v')
        if type(kept) == 'table' then
          redis.call('DEL', KEYS[1])
        elseif kept and (tonumber(kept) or -1) >= tonumber(ARGV[1]) then
          return 0
        end
        redis.call('HSET', KEYS[1], 'v', ARGV[1], 'd', ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    public string Kind => "redis";

    public bool IsConnected => redis.IsConnected;

    public async ValueTask<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await redis.AskAsync(IsThereAsync, false, cancellationToken) && !redis.IsInTrouble;

    public async ValueTask<Session?> FindAsync(SessionKey key, CancellationToken cancellationToken)
    {
        var name = NameOf(key);
        var data = await redis.AskAsync(database => database.HashGetAsync(name, Data), RedisValue.Null, cancellationToken);
        if (data.IsNull)
        {
            return null;
        }

        if (StoredSession.Read(seal.Open(EntryOf(key), data!)) is { } session)
        {
            return session;
        }

        await ForgetAsync(key, cancellationToken);
        return null;
    }

    public async ValueTask SaveAsync(SessionKey key, Session session, CancellationToken cancellationToken)
    {
        if (seal.Seal(session.Customer.Id, EntryOf(key), StoredSession.Write(session)) is not { } data)
        {
            return;
        }

        RedisKey[] keys = [NameOf(key)];
        RedisValue[] values = [session.Version, data, (long)SessionLifetime.SinceLastSave.TotalMilliseconds];
        await redis.AskAsync(database => SaveAsync(database, keys, values), null, cancellationToken);
    }

    public async ValueTask ForgetAsync(SessionKey key, CancellationToken cancellationToken) =>
        await redis.AskAsync(database => database.KeyDeleteAsync(NameOf(key)), false, cancellationToken);

    private static async Task<bool> IsThereAsync(IDatabase database) => await database.PingAsync() >= TimeSpan.Zero;

    private static RedisKey NameOf(SessionKey key) => EntryOf(key);

    /// <summary>Fits every session's entry.</summary>
    public const string EntryOfAny = "wa:session:*";

    private static string EntryOf(SessionKey key) => $"wa:session:{key}";

    private static async Task<RedisResult?> SaveAsync(IDatabase database, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(SaveIfNewer, keys, values);
        }
        catch (RedisServerException refusal) when (refusal.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The client calls the script by its hash and learns by this that the server has forgotten it: it sends it again.
            return await database.ScriptEvaluateAsync(SaveIfNewer, keys, values);
        }
    }
}
