using System.Data.Common;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>SQLite's log is cut off by a command beside the program, which does so as well.</summary>
public sealed class LogCutOffTests(SqliteStores stores) : IClassFixture<SqliteStores>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private Database Database => stores.Get<Database>();

    [Fact]
    public async Task Who_cuts_it_off_waits_for_who_is_doing_so()
    {
        await using var writing = await OpenAsync();
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await ExecuteAsync(writing, "BEGIN IMMEDIATE");
        await ExecuteAsync(first, "PRAGMA busy_timeout = 60000");

        // It has the right to cut off, which nobody else is given meanwhile, and waits for the writer; begun anew where our look at it came between.
        var cutting = Task.FromResult<long?>(1);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                cutting = cutting.IsCompleted ? Task.Run(() => ExecuteAsync(first, "PRAGMA wal_checkpoint(TRUNCATE)")) : cutting;
                return await ExecuteAsync(second, "PRAGMA wal_checkpoint(PASSIVE)") == 1 && !cutting.IsCompleted;
            },
            Deadline,
            "the first cuts off");
        await Should.ThrowAsync<TimeoutException>(() => Database.CutOffLogAsync(second, TimeSpan.Zero, CancellationToken.None));
        var waiting = Database.CutOffLogAsync(second, Deadline, CancellationToken.None);

        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1)));
        waiting.IsCompleted.ShouldBeFalse();
        await ExecuteAsync(writing, "ROLLBACK");

        (await cutting).ShouldBe(0);
        await waiting;
    }

    private async Task<DbConnection> OpenAsync() => await Database.OpenAsync(CancellationToken.None);

    private static async Task<long?> ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long?)await command.ExecuteScalarAsync();
    }
}
