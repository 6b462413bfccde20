using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Over HTTP: conversations by what they are, in pages and counts; one with all that belongs to it; and its messages.</summary>
public abstract class ConversationListsContract(Backend backend)
{
    private const string Conversations = "/api/v1/conversations";

    private readonly MovableClock clock = new();

    [Fact]
    public async Task Conversations_are_listed_and_counted_by_what_they_are()
    {
        await using var service = await StartAsync();
        var meera = await service.ComesAsync("Meera");
        var ids = await TalksAsync(service);
        (await meera.TakeOverAsync(ids["taken"])).Status.ShouldBe(HttpStatusCode.OK);
        (await meera.AskAsync(HttpMethod.Put, $"{Conversations}/{ids["flagged"]}/flag", new { flagged = true })).Status.ShouldBe(HttpStatusCode.OK);
        var spoken = (await service.GetAsync($"{Conversations}/{ids["active"]}"))["customer"]!.AsObject();
        (await service.AskAsync(HttpMethod.Patch, $"/api/v1/customers/{spoken["id"]}", new { language = "ta" })).Status.ShouldBe(HttpStatusCode.OK);

        // Who asks is part of the question: these are Meera's.
        await ListsAsync(meera, ids, "status=active", "active", "flagged");
        await ListsAsync(meera, ids, "status=active&status=escalated", "active", "flagged", "first", "second", "taken");
        await ListsAsync(meera, ids, "status=completed");
        await ListsAsync(meera, ids, "department=billing", "first", "second", "taken");
        await ListsAsync(meera, ids, "department=billing&status=active");
        await ListsAsync(meera, ids, "assignee=me", "taken");
        await ListsAsync(meera, ids, $"assignee={meera.Id}&status=escalated", "taken");
        await ListsAsync(meera, ids, "assignee=none&status=escalated", "first", "second");
        await ListsAsync(meera, ids, "language=ta", "active");
        await ListsAsync(meera, ids, "flagged=true", "flagged");
        await ListsAsync(meera, ids, "flagged=false&status=active", "active");
        await ListsAsync(meera, ids, $"from={At(clock.GetUtcNow() - TimeSpan.FromMinutes(90))}&status=escalated", "second", "taken");
        await ListsAsync(meera, ids, $"to={At(clock.GetUtcNow() - TimeSpan.FromMinutes(90))}", "first");
        (await OrderAsync(meera, ids, "sort=waiting")).ShouldBe(["first", "second"]);
        (await OrderAsync(meera, ids, "sort=oldest&status=escalated"))[0].ShouldBe("first");
        await ListsAsync(await service.ComesAsync("Ravi"), ids, "assignee=me");

        await CountsAsync(meera, "", 2, 3, 0, 2, 1);
        await CountsAsync(meera, "department=billing", 0, 3, 0, 2, 0);
        await CountsAsync(meera, "assignee=me", 0, 1, 0, 0, 0);
        await CountsAsync(meera, "status=active", 2, 0, 0, 0, 1);
        await CountsAsync(meera, "language=ta&flagged=false", 1, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sort=oldest&")]
    [InlineData("status=active&status=completed&")]
    public async Task Pages_follow_each_other_and_a_place_stays_in_its_list(string asked)
    {
        await using var service = await StartAsync();
        foreach (var customer in Customers.Next(5))
        {
            await service.SayAsync(customer, "terms");
        }

        await service.DrainAsync();
        var whole = await IdsAsync(service, $"{Conversations}?{asked}limit=200");
        var (seen, next) = (new List<string>(), "");
        do
        {
            var page = await service.GetAsync($"{Conversations}?{asked}limit=2{next}");
            seen.AddRange(page["conversations"]!.AsArray().Select(row => (string)row!["id"]!));
            next = page["next"] is { } place ? $"&after={place}" : "";
        }
        while (next.Length > 0);

        seen.ShouldBe(whole);
        seen.Count.ShouldBe(5);
        var first = await service.GetAsync($"{Conversations}?{asked}limit=2");
        var foreign = await service.AskAsync($"{Conversations}?{asked}limit=2&language=hi&after={first["next"]}");
        (foreign.Status, foreign.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        foreign.Body["fields"]![0]!["field"]!.GetValue<string>().ShouldBe("after");
    }

    [Fact]
    public async Task One_conversation_comes_with_its_customer_its_window_its_version_and_its_messages_in_pages()
    {
        await using var service = await StartAsync();
        var meera = await service.ComesAsync("Meera");
        var ids = await TalksAsync(service);
        await meera.TakeOverAsync(ids["taken"]);
        (await meera.ReplyAsync(ids["taken"], "I am here")).Status.ShouldBe(HttpStatusCode.Accepted);
        await service.DrainAsync();

        var one = await meera.AskAsync(HttpMethod.Get, $"{Conversations}/{ids["taken"]}");
        var (conversation, window) = (one.Body["conversation"]!.AsObject(), one.Body["window"]!.AsObject());
        one.Tag.ShouldBe($"\"{conversation["version"]}\"");
        (conversation.Word("assignee"), (Guid)conversation["assigneeId"]!).ShouldBe(("Meera", meera.Id));
        conversation.Word("customerId").ShouldBe((string?)one.Body["customer"]!["id"]);
        ((bool)window["isOpen"]!, (int)window["secondsLeft"]! > 80_000).ShouldBe((true, true));
        ((DateTimeOffset)window["closesAt"]! > clock.GetUtcNow()).ShouldBeTrue();
        var written = one.Body["messages"]!.AsArray()[^1]!.AsObject();
        (written.Word("author"), (string?)written["writtenBy"]!["name"], (Guid)written["writtenBy"]!["id"]!).ShouldBe(("agent", "Meera", meera.Id));

        var whole = one.Body["messages"]!.AsArray().Select(message => (int)message!["ordinal"]!).ToList();
        var newest = await service.GetAsync($"{Conversations}/{ids["taken"]}/messages?limit=2");
        var older = await service.GetAsync($"{Conversations}/{ids["taken"]}/messages?limit=200&after={newest["next"]}");
        Ordinals(newest).Concat(Ordinals(older)).Reverse().ShouldBe(whole);
        older["next"].ShouldBeNull();

        var since = await service.GetAsync($"{Conversations}/{ids["taken"]}/messages?since=1&limit=3");
        Ordinals(since).ShouldBe([2, 3, 4]);
        Ordinals(await service.GetAsync($"{Conversations}/{ids["taken"]}/messages?since=1&limit=3&after={since["next"]}"))[0].ShouldBe(5);
        Ordinals(await service.GetAsync($"{Conversations}/{ids["taken"]}/messages?since={whole[^1]}")).ShouldBeEmpty();
        (await service.AskAsync($"{Conversations}/{ids["taken"]}/messages?after={since["next"]}")).Code.ShouldBe("invalid");
        (await service.AskAsync($"{Conversations}/{Guid.Empty}/messages")).Code.ShouldBe("conversation_not_found");
    }

    [Fact]
    public async Task Words_are_searched_for_over_all_conversations()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        foreach (var text in new[] { "count", "where is parcel 77", "the other PARCEL", "nothing" })
        {
            await service.SayAsync(customer, text);
        }

        await service.DrainAsync();

        // Words are indexed in the background.
        await service.GetAsync("/api/v1/messages/search?q=nothing", page => page["messages"]!.AsArray().Count == 2, "the last messages are indexed");

        var found = await service.GetAsync("/api/v1/messages/search?q=parcel&limit=3");
        found["messages"]!.AsArray().Select(one => (string?)one!["message"]!["content"]).ShouldBe(
            ["You said the other PARCEL", "the other PARCEL", "You said where is parcel 77"]);
        found["messages"]![0]!["customerName"]!.GetValue<string>().ShouldBe("Asha");
        var second = await service.GetAsync($"/api/v1/messages/search?q=parcel&limit=3&after={found["next"]}");
        second["messages"]!.AsArray().Count.ShouldBe(1);
        second["next"].ShouldBeNull();
        (await service.GetAsync("/api/v1/messages/search?q=%22!%22"))["messages"]!.AsArray().ShouldBeEmpty();
        (await service.AskAsync($"/api/v1/messages/search?q=other&after={found["next"]}")).Code.ShouldBe("invalid");
        (await service.AskAsync("/api/v1/messages/search")).Code.ShouldBe("invalid");
        (await service.AskAsync($"/api/v1/messages/search?q={new string('x', 201)}")).Code.ShouldBe("invalid");
    }

    private static int[] Ordinals(JsonObject page) => [.. page["messages"]!.AsArray().Select(message => (int)message!["ordinal"]!)];

    private static string At(DateTimeOffset at) => Uri.EscapeDataString(at.ToString("O"));

    private static async Task<List<string>> IdsAsync(SupportService service, string path) =>
        [.. (await service.GetAsync(path))["conversations"]!.AsArray().Select(row => (string)row!["id"]!)];

    /// <summary>By their names in the test, in the order of the list.</summary>
    private static async Task<string[]> OrderAsync(Person who, Dictionary<string, string> ids, string asked)
    {
        var answer = await who.AskAsync(HttpMethod.Get, $"{Conversations}?{asked}");
        answer.Status.ShouldBe(HttpStatusCode.OK, asked);
        return [.. answer.Body["conversations"]!.AsArray().Select(row => ids.Single(pair => pair.Value == (string)row!["id"]!).Key)];
    }

    private static async Task ListsAsync(Person who, Dictionary<string, string> ids, string asked, params string[] expected) =>
        (await OrderAsync(who, ids, asked)).ShouldBe(expected, ignoreOrder: true, asked);

    private static async Task CountsAsync(Person who, string asked, int active, int escalated, int completed, int waiting, int flagged)
    {
        var (_, counts) = await who.AskAsync(HttpMethod.Get, $"{Conversations}/counts?{asked}");
        string[] names = ["active", "escalated", "completed", "waiting", "flagged"];
        names.Select(name => (int)counts[name]!["count"]!).ShouldBe([active, escalated, completed, waiting, flagged], asked);
        names.ShouldAllBe(name => !(bool)counts[name]!["isMore"]!);
    }

    /// <summary>Three who wait for a person, the first of them for two hours, and two whom the bot answers.</summary>
    private async Task<Dictionary<string, string>> TalksAsync(SupportService service)
    {
        var ids = new Dictionary<string, string>();
        foreach (var name in new[] { "first", "second", "taken", "active", "flagged" })
        {
            var customer = Customers.Next();
            foreach (var text in name is "active" or "flagged" ? ["terms"] : new[] { "help", "Asha", "A person" })
            {
                await service.SayAsync(customer, text);
            }

            await service.DrainAsync();
            ids[name] = (string)(await service.ConversationAsync(customer))["conversation"]!["id"]!;
            clock.Move(name == "first" ? TimeSpan.FromHours(2) : TimeSpan.FromSeconds(1));
        }

        return ids;
    }

    private Task<SupportService> StartAsync() =>
        SupportService.StartAsync(backend, Flows.All, new Dictionary<string, string?> { ["ESCALATION_TIMEOUT"] = "600" }, clock.Use);
}

public sealed class ConversationListsOnLaptop() : ConversationListsContract(Backend.Laptop);

public sealed class ConversationListsInProduction() : ConversationListsContract(Backend.Production);
