using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>What docs/operations.md, docs/flows.md and docs/settings.md say to type is typed here; only ids are those of this test.</summary>
public sealed class OperationsTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    private const string Customer = "919811114444";

    private static readonly IReadOnlyList<string> Commands =
        [.. new[] { "operations", "flows", "settings" }.SelectMany(page => Readme.CommandsIn(File.ReadAllText(Path.Combine(Readme.Root, $"docs/{page}.md"))))];

    /// <summary>What each of them asks for.</summary>
    private static readonly string[] Asked =
    [
        "/inbox'", "/inbox/7'", "/inbox/7/replay'", "/messages?status=failed'", "/resend'", "/conversations?", "/takeover'", "/messages'", "/messages/01990000-0000-7000-8000-000000000000'",
        "/give-back'", "/assign'", "/flag'", "/resolve'", "/flows'", "/flows/support'", "/settings'",
    ];

    [Fact]
    public void No_command_of_the_pages_is_left_out() =>
        Commands.Where(command => !Array.Exists(Asked, asks => command.Contains(asks, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public async Task What_is_parked_is_found_and_taken_up_again_as_the_page_says()
    {
        await PostAsync("""{"from":"919811114444","timestamp":1772340300}""");

        var row = (await TypeAsync("/inbox'"))["rows"]!.AsArray().ShouldHaveSingleItem()!;
        var id = (long)row["id"]!;
        ((string)row["error"]!).ShouldStartWith("text: missing");
        ((string)(await TypeAsync("/inbox/7'", id))["text"]!).ShouldContain(Customer);
        ((string)(await TypeAsync("/inbox/7/replay'", id))["code"]!).ShouldBe("inbox_row_still_unreadable");

        // As if the parser had been mended: now it is something that can be read.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = Convert.ToHexString(Encoding.UTF8.GetBytes($$"""{"from":"{{Customer}}","text":"hi","timestamp":{{now}}}"""));
        await ExecuteAsync($"UPDATE inbox SET body = x'{body}' WHERE id = {id.ToString(CultureInfo.InvariantCulture)}");
        ((string)(await TypeAsync("/inbox/7/replay'", id))["state"]!).ShouldBe("done");
        await Eventually.BecomesTrueAsync(async () => (await TextsAsync()).Count == 1, Reading.Patience, "it is answered");

        await SettleAsync();
        await ExecuteAsync("UPDATE messages SET delivery_status = 'failed', is_queued = 0 WHERE direction = 'outbound'");
        var failed = (await TypeAsync("/messages?status=failed'"))["messages"]!.AsArray().ShouldHaveSingleItem()!["message"]!["id"]!;
        (await TypeAsync("/resend'", message: (string)failed!))["message"]!.ToString().ShouldBe(failed.ToString());
        await Eventually.BecomesTrueAsync(async () => (await TextsAsync()).Count == 2, Reading.Patience, "it was sent anew");
        (await TextsAsync()).Distinct().ShouldHaveSingleItem();

        var conversation = (string)(await TypeAsync("/conversations?"))["conversations"]!.AsArray().ShouldHaveSingleItem()!["id"]!;
        (await TypeAsync("/takeover'", message: conversation))["inFlight"]!.AsArray().ShouldBeEmpty();
        var reply = (await TypeAsync("/messages'", message: conversation))["messages"]!.AsArray().ShouldHaveSingleItem()!["id"]!;
        await Eventually.BecomesTrueAsync(async () => (await TextsAsync()).Count == 3, Reading.Patience, "the customer got it");
        await SettleAsync();
        ((string)(await TypeAsync("/messages/01990000-0000-7000-8000-000000000000'", message: (string)reply!))["message"]!["status"]!).ShouldBe("sent");
        ((string)(await TypeAsync("/give-back'", message: conversation))["conversation"]!).ShouldBe(conversation);
        await Eventually.BecomesTrueAsync(
            async () => await ScalarAsync("SELECT count(*) FROM conversations WHERE assignee IS NULL") == 1, Reading.Patience, "the bot has it again");
        ((string)(await TypeAsync("/assign'", message: conversation, agent: await AgentAsync()))["department"]!).ShouldBe("billing");
        ((bool)(await TypeAsync("/flag'", message: conversation))["isFlagged"]!).ShouldBeTrue();
        ((string)(await TypeAsync("/resolve'", message: conversation))["status"]!).ShouldBe("completed");
    }

    [Fact]
    public async Task What_was_read_at_the_start_is_looked_at_as_the_pages_say()
    {
        var flows = await TypeAsync("/flows'");
        var support = await TypeAsync("/flows/support'");
        var settings = (await TypeAsync("/settings'"))["settings"]!.AsArray();

        flows["flows"]!.AsArray().Select(flow => (string)flow!["id"]!).ShouldContain("support");
        flows["errors"]!.AsArray().ShouldBeEmpty();
        ((string)support["source"]!).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Readme.Root, "flows/support.yaml")));
        ((string)settings.Single(setting => (string)setting!["name"]! == "ADMIN_API_KEY")!["origin"]!).ShouldBe("made");
    }

    private Task SettleAsync() => Eventually.BecomesTrueAsync(
        async () => await ScalarAsync("SELECT count(*) FROM messages WHERE is_queued") == 0, Reading.Patience, "what was said has left");

    /// <summary>The page's command that asks for this.</summary>
    private async Task<JsonObject> TypeAsync(
        string asks, long row = 7, string message = "01990000-0000-7000-8000-000000000000", string agent = "01990000-0000-7000-8000-000000000005")
    {
        Asked.ShouldContain(asks);
        var command = Commands.Single(command => command.Contains(asks, StringComparison.Ordinal))
            .Replace("/inbox/7", $"/inbox/{row.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
            .Replace("01990000-0000-7000-8000-000000000000", message, StringComparison.Ordinal)
            .Replace("01990000-0000-7000-8000-000000000005", agent, StringComparison.Ordinal);
        return JsonNode.Parse(await checkout.TypeAsync(command))!.AsObject();
    }

    /// <summary>The administrator who was made at the start.</summary>
    private async Task<string> AgentAsync() => (string)JsonNode.Parse(await checkout.TypeAsync(
        "curl -s http://localhost:8080/api/v1/agents -H \"Authorization: Bearer $(cat data/admin-api-key)\""))!["agents"]![0]!["id"]!;

    private Task<string> PostAsync(string body) => checkout.TypeAsync(
        $"curl -s http://localhost:8080/webhooks/msg91/inbound -H \"X-Webhook-Token: $(cat data/webhook-token)\" -H 'Content-Type: application/json' -d '{body}'");

    private async Task<IReadOnlyList<string>> TextsAsync() =>
        [.. JsonNode.Parse(await checkout.TypeAsync($"curl -s 'http://localhost:8080/api/v1/sandbox/messages?phone={Customer}'"))!.AsArray().Select(message => (string)message!["text"]!)];

    private async Task ExecuteAsync(string sql) => await WithAsync(sql, command => command.ExecuteNonQueryAsync());

    private async Task<long> ScalarAsync(string sql) => (long)(await WithAsync(sql, command => command.ExecuteScalarAsync()))!;

    // CA2100: a test's own words, nothing from outside.
#pragma warning disable CA2100
    private async Task<T> WithAsync<T>(string sql, Func<SqliteCommand, Task<T>> act)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(checkout.DataFolder, "whatsapp-support.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await act(command);
    }
#pragma warning restore CA2100
}
