using StackExchange.Redis;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Takes every session out of Redis: those of a database that is not there any more would be taken for newer ones of the database that came in its place.</summary>
public static class RedisForgetting
{
    private const int AtOnce = 500;

    /// <returns>How many there were.</returns>
    /// <exception cref="RedisException">Redis does not answer, or not all of it; or a <see cref="RedisTimeoutException"/>.</exception>
    public static async Task<int> ForgetSessionsAsync(RedisOptions options)
    {
        await using var connection = new RedisConnection(options);
        var multiplexer = await connection.ConnectAsync();
        var database = multiplexer.GetDatabase(options.Database);
        var forgotten = 0;
        foreach (var server in multiplexer.GetEndPoints().Select(endPoint => multiplexer.GetServer(endPoint)).Where(server => !server.IsSlave))
        {
            // One that is not there has no keys, as if it were empty.
            await server.PingAsync();
            foreach (var keys in server.Keys(options.Database, RedisSessionStore.EntryOfAny, AtOnce).Chunk(AtOnce))
            {
                // One by one: in a cluster they have different slots.
                forgotten += (await Task.WhenAll(keys.Select(key => database.KeyDeleteAsync(key)))).Count(wasThere => wasThere);
            }
        }

        return forgotten;
    }
}
