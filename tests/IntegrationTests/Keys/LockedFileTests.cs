using System.Diagnostics;
using Microsoft.Data.Sqlite;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Keys;

/// <summary>SQLite lets one write at a time: a command beside the program waits, and says clearly what it cannot do.</summary>
public sealed class LockedFileTests
{
    /// <summary>How long SQLite itself waits for a lock.</summary>
    private static readonly TimeSpan OwnPatience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task While_somebody_has_locked_the_file_the_status_is_told_and_a_rotation_waits()
    {
        await using var process = await SupportProcess.StartAsync(Backend.Laptop, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = SupportService.SealingKey });
        await process.SayAsync(Customers.Next(), "count");
        await process.DrainAsync();
        using var terminal = new Terminal(process.Environment);
        using var rotating = terminal.With($"next:{Convert.ToBase64String([.. Enumerable.Repeat((byte)'x', 32)])},{SupportService.SealingKey}");
        await using var locked = new SqliteConnection($"Data Source={process.Environment["DATABASE_URL"]!["sqlite:///".Length..]};Pooling=False");
        await locked.OpenAsync();
        await using var transaction = locked.BeginTransaction(deferred: false);

        var status = await terminal.TypeAsync("keys", "status");
        var since = Stopwatch.StartNew();
        using var rotation = rotating.Begin("keys", "rotate");
        await Eventually.BecomesTrueAsync(() => rotation.HasEnded || since.Elapsed > OwnPatience + TimeSpan.FromSeconds(1), Reading.Patience, "it has waited for longer than SQLite does");
        var waited = !rotation.HasEnded;
        await transaction.RollbackAsync();
        var printed = await rotation.EndAsync();

        (status.Exit, status.Errors).ShouldBe((0, Array.Empty<string>()));
        status.Output[0].ShouldStartWith("test: ");
        waited.ShouldBeTrue();
        (printed.Exit, printed.Errors).ShouldBe((0, Array.Empty<string>()));
        printed.Output[0].ShouldEndWith("keys were sealed anew with 'next'.");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_one_line()
    {
        using var terminal = new Terminal(new Dictionary<string, string?>(SupportService.LiveSettings)
        {
            ["ENCRYPTION_KEYS"] = SupportService.SealingKey,
            ["DATABASE_URL"] = "postgres://nobody:a-password@127.0.0.1:1/nothing",
        });

        var printed = await terminal.TypeAsync("keys", "status");

        printed.Exit.ShouldBe(1);
        printed.Errors.ShouldHaveSingleItem().ShouldStartWith("DATABASE_URL: the database does not answer (");
        string.Join('\n', [.. printed.Output, .. printed.Errors]).ShouldNotContain("a-password");
    }
}
