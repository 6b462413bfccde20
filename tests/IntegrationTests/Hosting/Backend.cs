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
    public static Task<Dictionary<string, string?>> SettingsAsync(this Backend backend, string folder) =>
        backend.SettingsAsync(FileIn(folder), postgres => postgres.CreateDatabaseAsync());

    /// <summary>Settings for a fresh database that is up to this version: a start finds nothing left to do to it, and takes half the time.</summary>
    public static async Task<Dictionary<string, string?>> MigratedSettingsAsync(this Backend backend, string folder)
    {
        if (backend == Backend.Laptop)
        {
            await MigratedDatabase.CopySqliteAsync(FileIn(folder));
        }

        return await backend.SettingsAsync(FileIn(folder), _ => MigratedDatabase.CopyPostgresAsync());
    }

    private static async Task<Dictionary<string, string?>> SettingsAsync(this Backend backend, string file, Func<PostgresServer, Task<string>> create)
    {
        if (backend == Backend.Laptop)
        {
            return new() { ["DATABASE_URL"] = $"sqlite:///{file}" };
        }

        var redis = await RedisServer.SharedAsync();
        return new()
        {
            ["DATABASE_URL"] = await create(await PostgresServer.SharedAsync()),
            ["REDIS_URL"] = redis.Url,
        };
    }

    private static string FileIn(string folder) => Path.Combine(folder, "support.db");
}
