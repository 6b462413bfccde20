using Microsoft.Data.Sqlite;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Upgrade;

/// <summary>The program is started on a database that an older version has filled: it brings it up to date and goes on where that one stopped.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upgrade-test-");
    private readonly string writing = Customers.Next();
    private readonly string escalated = Customers.Next();
    private readonly string reported = Customers.Next();
    private readonly string perhapsSent = Customers.Next();
    private readonly string handledId = Posting.NewId();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task What_the_first_version_left_behind_is_handled_by_the_newest(Backend backend)
    {
        var url = await FillAsync(backend);

        await using var service = await SupportService.StartAsync(
            backend, Flows.All, new Dictionary<string, string?> { ["DATABASE_URL"] = url, ["SEND_UNKNOWN_AFTER"] = "1" });

        // What waited to be sent goes before the answer to what waited to be handled.
        (await service.TextsAsync(writing, 2)).ShouldBe(["Still to be sent", "Begin"]);
        await service.ConversationAsync(reported, details => details.Ours()[0].Word("status") == "delivered", "the report is applied");
        await Eventually.BecomesTrueAsync(
            () => service.Msg91.SentTo(perhapsSent).Count == 1, Patience, "what was perhaps sent by a process that died is sent once more");
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count == 1, Patience, "people hear of who waits for them");
        await service.ConversationAsync(escalated, details => details["conversation"]!.AsObject().Word("status") == "active", "nobody came: the bot is back");
        await service.DrainAsync(Patience);
        await service.GetAsync("/api/v1/messages/search?q=sent%20before", page => page["messages"]!.AsArray().Count == 1, "what was said before is found");
        await service.GetAsync("/api/v1/customers?q=asha", page => page["customers"]!.AsArray().Count == 4, "who was known before is found");

        (await service.CountAsync("inbox WHERE state = 'dead'")).ShouldBe(1);
        (await service.CountAsync("inbox WHERE state = 'quarantined'")).ShouldBe(1);
        (await service.AcceptAsync(Shape.Msg91.Text(writing, "count", handledId))).Duplicates.ShouldBe(1, "what was handled before is known");
        await service.SayAsync(writing, "one");
        (await service.TextsAsync(writing, 3))[2].ShouldBe("You said one");
    }

    private async Task<string> FillAsync(Backend backend)
    {
        var path = Path.Combine(folder.FullName, "support.db");
        var url = backend == Backend.Laptop ? $"sqlite:///{path}" : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = await FirstDatabase.CreateAsync(
            backend == Backend.Laptop ? new PersistenceOptions { SqlitePath = path } : new PersistenceOptions { Postgres = PostgresServerUrl.ConnectionString(url) });

        var customer = await first.AddCustomerAsync(writing);
        var conversation = await first.AddConversationAsync(customer);
        await first.AddReplyAsync(customer, conversation, writing, 1, "Still to be sent", "pending", isQueued: true);
        await first.AddInboxAsync("message", "done", handledId, "{}", writing);
        var waiting = Posting.NewId();
        await first.AddInboxAsync("message", "pending", waiting, Shape.Msg91.Text(writing, "count", waiting), writing);

        await first.AddConversationAsync(await first.AddCustomerAsync(escalated), isEscalated: true);

        customer = await first.AddCustomerAsync(reported);
        var sent = await first.AddReplyAsync(customer, await first.AddConversationAsync(customer), reported, 1, "Sent before", "sent", isQueued: false);
        await first.AddReferenceAsync("wamid.before", sent);
        await first.AddInboxAsync("report", "pending", "wamid.before", Shapes.Report("wamid.before", "delivered"));

        customer = await first.AddCustomerAsync(perhapsSent);
        await first.AddReplyAsync(customer, await first.AddConversationAsync(customer), perhapsSent, 1, "Perhaps sent", "sending", isQueued: true);

        await first.AddInboxAsync("message", "dead", Posting.NewId(), "{}", Customers.Next());
        await first.AddInboxAsync("unread", "quarantined", "", "rubbish");
        return url;
    }
}
