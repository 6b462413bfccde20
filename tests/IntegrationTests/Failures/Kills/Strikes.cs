using Npgsql;
using WhatsAppSupport.IntegrationTests.Crash;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>
/// <c>kill -9</c> at the moments that matter: while the shop is asked, when it has answered, while the answer, a timer's row, a turn or a claim is written, while a
/// message is sent; and at any other. Of the three one at least is left alone.
/// </summary>
internal sealed class Strikes(Three three, Chronicle chronicle)
{
    /// <summary>Long enough for all processes to come to what they cannot write.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(1.5);

    private readonly List<CrashProcess> free = [.. three.Processes];

    public IReadOnlyList<Fault> OnTheWay =>
    [
        random => KillAsync("while it asks", three.Shop.Asked, random, longestDelay: 0),
        random => KillAsync("answered", three.Shop.Answered, random, longestDelay: 20),
        random => KillAsync("while it sends", three.Sends, random, longestDelay: 20),
        random => KillAsync("at any time", Take(random), random),
    ];

    /// <summary>The table cannot be written to for a moment; whoever waits to do so is killed before he has, or directly after.</summary>
    public IReadOnlyList<Fault> AtTheDatabase =>
    [
        .. new[] { "flow_errands", "flow_timers", "inbox", "conversations" }.Select(table => (Fault)(random => KillWritersAsync(table, random))),
    ];

    private async Task KillAsync(string how, Moment moment, Random random, int longestDelay)
    {
        var (delay, away) = (random.Next(longestDelay + 1), random.Next());
        if (await moment.NextAsync() is { } name && Take(name) is { } process)
        {
            await Pauses.ForAsync(TimeSpan.FromMilliseconds(delay));
            await KillAsync(how, process, new Random(away));
        }
    }

    private async Task KillWritersAsync(string table, Random random)
    {
        var process = Take(random);
        await using var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(three.First.Environment["DATABASE_URL"]!));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        // CA2100: a test's own words, nothing from outside.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand($"LOCK TABLE {table} IN SHARE MODE", connection, transaction);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        await random.PauseAsync(TimeSpan.Zero, Held);
        var killing = KillAsync($"while {table} is written", process, random);
        await random.PauseAsync(TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        await transaction.RollbackAsync();
        await killing;
    }

    private async Task KillAsync(string how, CrashProcess? process, Random random)
    {
        if (process is null)
        {
            return;
        }

        var absence = chronicle.Begin(process.Name, how);
        await process.Support.KillAsync();
        await random.PauseAsync(0, 2);
        await process.Support.StartAsync();
        absence.End();
        lock (free)
        {
            free.Add(process);
        }
    }

    private CrashProcess? Take(Random random)
    {
        lock (free)
        {
            return Take(free[random.Next(free.Count)].Name);
        }
    }

    /// <returns>Null: it is dead already.</returns>
    private CrashProcess? Take(string name)
    {
        lock (free)
        {
            var process = free.Find(one => one.Name == name);
            free.Remove(process!);
            return process;
        }
    }
}
