using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Backup;

/// <summary>A database is lost, and comes back as it was; nobody hears twice what they heard since.</summary>
public abstract class BackupContract(Backend backend) : IAsyncLifetime
{
    private const string Key = "backup:aW52ZW50ZWQgaW52ZW50ZWQgaW52ZW50ZWQgaW52ZTE=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backup-test-");
    private RedisServer? redis;
    private SupportProcess process = null!;

    private string File => Path.Combine(folder.FullName, "backup");

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = Key };
        if (backend == Backend.Production)
        {
            redis = await RedisServer.StartNewAsync();
            settings["REDIS_URL"] = redis.Url;
        }

        process = await SupportProcess.StartAsync(backend, Flows.All, settings);
    }

    public async Task DisposeAsync()
    {
        await process.DisposeAsync();
        await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_stored_comes_back_and_what_waited_is_parked()
    {
        var (talking, waiting) = (Customers.Next(), Customers.Next());
        await SayAsync(talking, "count");
        await SayAsync(talking, "one");
        await SayAsync(waiting, "count");
        await process.DrainAsync();
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.AcceptThenHang;
        await SayAsync(waiting, "an oriole sang");
        await process.RepliesAsync(waiting, 2);
        await process.KillAsync();
        await process.ExecuteAsync("UPDATE inbox SET state = 'pending' WHERE id = (SELECT max(id) FROM inbox)");
        await process.ExecuteAsync("UPDATE inbox SET state = 'pending', kind = 'resend' WHERE id = (SELECT min(id) FROM inbox)");
        using var terminal = new Terminal(process.Environment);
        var backup = await terminal.TypeAsync("db", "backup", File);
        await process.ExecuteAsync("UPDATE inbox SET state = 'done', kind = 'message' WHERE kind = 'resend'");

        process.StandIns.Msg91.Respond = Msg91StandInAnswer.Ok;
        await process.StartAsync();
        await SayAsync(talking, "two");
        await process.RepliesAsync(talking, 3);
        await process.DrainAsync(Patience);
        var heard = process.StandIns.Msg91.SentTo(waiting).Count;
        await process.KillAsync();
        var over = await terminal.TypeAsync("db", "restore", File);
        using var elsewhere = terminal.With("DATABASE_URL", await EmptyDatabaseAsync());
        var restored = await elsewhere.TypeAsync("db", "restore", File);
        process.Set("DATABASE_URL", Database);
        await process.StartAsync();
        await SayAsync(talking, "three");
        await process.RepliesAsync(talking, 4);
        await process.DrainAsync(Patience);

        backup.Errors.ShouldBeEmpty();
        backup.Output.ShouldHaveSingleItem().ShouldEndWith("It is worth nothing without the ENCRYPTION_KEYS of today: keep these, and keep them elsewhere.");
        (over.Exit, over.Errors.ShouldHaveSingleItem().Contains("already, and is not written over", StringComparison.Ordinal)).ShouldBe((1, true));
        restored.Errors.ShouldBeEmpty();
        restored.Output[1].ShouldStartWith("2 messages in the inbox and 1 replies waited when the backup was made.");
        (redis is null || restored.Output[2] == "2 sessions of before were taken out of Redis.").ShouldBeTrue(string.Join('\n', restored.Output));

        process.StandIns.Msg91.SentTo(talking).Select(message => message.Text).ShouldBe(["Begin", "You said one", "You said two", "You said three"]);
        var known = await process.ConversationAsync(talking);
        known["messages"]!.AsArray().Select(message => (string?)message!["content"]).ShouldBe(["count", "Begin", "one", "You said one", "three", "You said three"], "what came after the backup is not known");
        process.StandIns.Msg91.SentTo(waiting).Count.ShouldBe(heard, "nothing is said once more");
        (await process.CountAsync("inbox WHERE state = 'dead' AND error LIKE 'restored%'")).ShouldBe(2, "what a customer wrote, and what somebody wanted sent anew");
        (await process.ConversationAsync(waiting)).Ours()[^1].Word("failureReason").ShouldBe("restored");
    }

    [Fact]
    public async Task What_another_tool_has_restored_is_parked_and_what_serves_is_left_alone()
    {
        await SayAsync(Customers.Next(), "count");
        await process.DrainAsync();
        using var terminal = new Terminal(process.Environment);

        var serving = await terminal.TypeAsync("db", "park");
        await process.TerminateAsync();
        await process.ExecuteAsync("UPDATE inbox SET state = 'pending'");
        var stopped = await terminal.TypeAsync("db", "park");

        (serving.Exit, serving.Output.Count).ShouldBe((1, 0));
        serving.Errors.ShouldHaveSingleItem().ShouldContain(backend == Backend.Production ? "1 processes serve this database: stop them" : "in use");
        stopped.Errors.ShouldBeEmpty();
        stopped.Output[0].ShouldStartWith("1 messages in the inbox and 0 replies waited when the backup was made.");
        (await process.CountAsync("inbox WHERE state = 'dead' AND error LIKE 'restored%'")).ShouldBe(1);
        if (redis is not null)
        {
            await redis.StopAsync();
            (await terminal.TypeAsync("db", "park")).Errors.ShouldHaveSingleItem().ShouldStartWith("REDIS_URL: Redis does not answer, and may hold sessions");
        }
    }

    [Fact]
    public async Task It_is_of_one_moment_though_customers_write_meanwhile()
    {
        var customers = Customers.Next(3);
        foreach (var customer in customers)
        {
            await SayAsync(customer, "count");
        }

        // A program that has just started takes as long for its first turns as the whole backup, and on SQLite the posts behind them wait.
        await process.DrainAsync();
        using var terminal = new Terminal(process.Environment);
        using var backup = terminal.Begin("db", "backup", File);
        var said = (await Task.WhenAll(customers.Select(async customer =>
        {
            var count = 0;
            for (; !backup.HasEnded; count++)
            {
                await SayAsync(customer, $"number {count}");
            }

            return count;
        }))).Sum();

        (await backup.EndAsync()).Errors.ShouldBeEmpty();
        await process.KillAsync();
        using var elsewhere = terminal.With("DATABASE_URL", await EmptyDatabaseAsync());
        (await elsewhere.TypeAsync("db", "restore", File)).Errors.ShouldBeEmpty();
        process.Set("DATABASE_URL", Database);
        await process.StartAsync();

        said.ShouldBeGreaterThan(3);
        (await process.CountAsync("inbox WHERE kind = 'message'")).ShouldBeInRange(3, 3 + said);
        (await process.CountAsync("inbox i WHERE i.kind = 'message' AND i.state = 'done'")).ShouldBe(
            await process.CountAsync("messages WHERE direction = 'inbound'"), "each message that was handled is there with its turn");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_leaves_nothing_behind()
    {
        using var terminal = new Terminal(process.Environment);
        await System.IO.File.WriteAllTextAsync(File, "no backup");
        using var elsewhere = terminal.With("DATABASE_URL", await EmptyDatabaseAsync());

        var over = await terminal.TypeAsync("db", "backup", File);
        var nowhere = await terminal.TypeAsync("db", "backup", Path.Combine(folder.FullName, "missing", "backup"));
        var missing = await elsewhere.TypeAsync("db", "restore", File + ".old");
        var rubbish = await elsewhere.TypeAsync("db", "restore", File);
        var nothing = await terminal.TypeAsync("db", "backup");

        new[] { over, nowhere, missing, rubbish, nothing }.ShouldAllBe(printed => printed.Exit == 1 && printed.Output.Count == 0);
        over.Errors.ShouldBe([$"{File} is there already, and is not written over: name one that is not"]);
        missing.Errors.ShouldBe([$"{File}.old is not there: name a file that 'db backup' has written"]);
        nothing.Errors.ShouldContain(line => line.StartsWith("db backup FILE ", StringComparison.Ordinal));
        Directory.EnumerateFileSystemEntries(folder.FullName).Where(entry => !entry.EndsWith(".lock", StringComparison.Ordinal)).ShouldBe([File]);
    }

    private string Database { get; set; } = "";

    /// <summary>As MSG91 does: what is not taken comes again.</summary>
    private Task<Receipt> SayAsync(string customer, string text) => process.InsistAsync(Shape.Msg91.Text(customer, text, Posting.NewId(), process.Now));

    private async Task<string> EmptyDatabaseAsync() =>
        Database = backend == Backend.Laptop ? $"sqlite:///{Path.Combine(folder.FullName, "restored.db")}" : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
}

public sealed class BackupOnLaptop() : BackupContract(Backend.Laptop);

public sealed class BackupInProduction() : BackupContract(Backend.Production);
