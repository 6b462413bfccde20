using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.CommandLine;

/// <summary>A database is made and filled by commands, and the program then serves what they have made.</summary>
public abstract class SeedContract(Backend backend) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-seed-");
    private StandIns standIns = null!;
    private Dictionary<string, string?> settings = null!;

    public async Task InitializeAsync()
    {
        standIns = await StandIns.StartAsync();
        settings = await backend.SettingsAsync(folder.FullName);
        foreach (var (name, value) in SupportService.LiveSettings.Where(setting => setting.Key is not ("MSG91_AUTH_KEY" or "PORT")))
        {
            settings[name] = value;
        }
    }

    public async Task DisposeAsync()
    {
        await standIns.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_is_migrated_once_and_says_what_was_done()
    {
        using var terminal = new Terminal(settings);

        var (first, second) = (await terminal.TypeAsync("db", "migrate"), await terminal.TypeAsync("db", "migrate"));

        first.Exit.ShouldBe(0);
        first.Output[0].ShouldBe("applied Initial");
        first.Output[^1].ShouldBe($"The database is up to date: {first.Output.Count - 1} migrations were applied.");
        second.Exit.ShouldBe(0);
        second.Output.ShouldBe(["The database was up to date."]);
    }

    [Fact]
    public async Task A_seeded_shop_is_there_once_sealed_and_can_be_gone_on_with()
    {
        using var terminal = new Terminal(settings);
        var early = await terminal.TypeAsync("db", "seed");
        (await terminal.TypeAsync("db", "migrate")).Exit.ShouldBe(0);

        var first = await terminal.TypeAsync("db", "seed");
        var second = await terminal.TypeAsync("db", "seed");

        early.Exit.ShouldBe(1);
        early.Errors.ShouldHaveSingleItem().ShouldEndWith("or type -- db migrate.");
        first.Errors.ShouldBeEmpty();
        first.Exit.ShouldBe(0);
        first.Output.Select(line => line.Split(' ')[0]).ShouldBe(["administrator", "supervisor", "agent", "agent", "viewer", "11"]);
        second.Exit.ShouldBe(0);
        second.Output.ShouldBe(["Nothing was added: all 16 are there already."]);

        await using var process = await SupportProcess.StartAsync(settings, standIns);
        await IsTheShopAsync(process);
        await CanSignInAsync(process, first.Output[2]);
        await GoesOnAsync(process);
        (await process.CountAsync("customers WHERE name = 'Asha Rao'")).ShouldBe(0, "it is sealed");
    }

    [Fact]
    public async Task Customers_are_not_invented_among_real_ones()
    {
        using var terminal = new Terminal(settings).With("MSG91_AUTH_KEY", "an-invented-auth-key");

        var printed = await terminal.TypeAsync("db", "seed");

        printed.Exit.ShouldBe(1);
        printed.Errors.ShouldHaveSingleItem().ShouldStartWith("MSG91_AUTH_KEY: is set, and invented customers do not belong among real ones");
    }

    private static async Task IsTheShopAsync(SupportProcess process)
    {
        var conversations = (await process.AskAsync("/api/v1/conversations?limit=50")).Body["conversations"]!.AsArray().Select(one => one!.AsObject()).ToList();
        var customers = (await process.AskAsync("/api/v1/customers")).Body["customers"]!.AsArray().Select(one => one!.AsObject()).ToList();
        var agents = (await process.AskAsync("/api/v1/agents")).Body["agents"]!.AsArray().Select(one => one!.AsObject());

        foreach (var (status, count) in new[] { ("active", 3), ("escalated", 4), ("completed", 4) })
        {
            conversations.Count(one => one.Word("status") == status).ShouldBe(count, status);
        }

        conversations.Count(one => one.Word("assignee") is not null).ShouldBe(4);
        conversations.Select(one => one.Word("language")).Distinct().Count().ShouldBeGreaterThan(5);
        customers.Select(one => one.Word("name")).ShouldContain("Asha Rao");
        agents.Select(one => one.Word("role")).Distinct().ShouldBe(["viewer", "agent", "supervisor", "administrator"], ignoreOrder: true);
        foreach (var status in new[] { "sent", "delivered", "read", "failed" })
        {
            (await process.CountAsync($"messages WHERE delivery_status = '{status}' AND direction = 'outbound'")).ShouldBeGreaterThan(0, status);
        }

        (await process.CountAsync("notes")).ShouldBe(2);
        (await process.CountAsync("messages WHERE is_queued")).ShouldBe(0, "nothing of it is to be sent");
    }

    private static async Task CanSignInAsync(SupportProcess process, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var content = new StringContent(new JsonObject { ["email"] = words[1], ["password"] = words[3] }.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = content };
        request.Headers.Add("Origin", process.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var response = await process.Http.SendAsync(request);

        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode}");
    }

    /// <summary>Daniel was asked for his name by the flow.</summary>
    private static async Task GoesOnAsync(SupportProcess process)
    {
        const string Daniel = "999000000109";
        await process.SayAsync(Daniel, "Daniel");

        await Eventually.BecomesTrueAsync(
            async () => (await process.Http.GetStringAsync($"/api/v1/sandbox/messages?phone={Daniel}")).Contains("Thanks Daniel, what is it about?", StringComparison.Ordinal),
            Reading.Patience,
            "the flow goes on where the demo has left it");
    }
}

public sealed class SeedOnLaptop() : SeedContract(Backend.Laptop);

public sealed class SeedInProduction() : SeedContract(Backend.Production);
