namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>What happens to PostgreSQL and Redis.</summary>
internal sealed class StoreFaults(Cluster cluster, Chronicle chronicle)
{
    public const string PostgresRestart = "restart";
    public const string PostgresCrash = "immediate restart";
    public const string RedisRestart = "empty restart";

    public IReadOnlyList<Fault> All =>
    [
        random => PostgresAsync(random, PostgresRestart, cluster.Postgres.StopAsync),
        random => PostgresAsync(random, PostgresCrash, cluster.Postgres.StopImmediatelyAsync),
        random => RedisAsync(random, cluster.Redis.StopAsync),
        random => RedisAsync(random, cluster.Redis.KillAsync),
    ];

    private async Task PostgresAsync(Random random, string how, Func<Task> stop)
    {
        var absence = chronicle.Begin(Chronicle.Postgres, how);
        await stop();
        await random.PauseAsync(0, 3);
        await cluster.Postgres.StartAsync();
        absence.End();
    }

    private async Task RedisAsync(Random random, Func<Task> stop)
    {
        var absence = chronicle.Begin(Chronicle.Redis, RedisRestart);
        await stop();
        await random.PauseAsync(0, 5);
        await cluster.Redis.StartAsync();
        absence.End();
    }
}
