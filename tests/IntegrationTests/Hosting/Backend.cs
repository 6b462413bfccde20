using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>What a service under test keeps its things in.</summary>
public enum Backend
{
    /// <summary>SQLite and sessions in the process: what a laptop has.</summary>
    Laptop,

    /// <summary>PostgreSQL and Redis.</summary>
    Production,
}

public static class Backends
{
    /// <summary>Settings for a fresh, empty database of this kind.</summary>
    public static async Task<Dictionary<string, string?>> SettingsAsync(this Backend backend, string folder)
    {
        if (backend == Backend.Laptop)
        {
            return new() { ["DATABASE_URL"] = $"sqlite:///{Path.Combine(folder, "support.db")}" };
        }

        var postgres = await PostgresServer.SharedAsync();
        var redis = await RedisServer.SharedAsync();
        return new()
        {
            ["DATABASE_URL"] = await postgres.CreateDatabaseAsync(),
            ["REDIS_URL"] = redis.Url,
        };
    }
}
