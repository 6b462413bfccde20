using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>The script for k6, played by node with as much of k6 as it asks for: what it posts is taken, and it finds the replies. How fast, only k6 itself can tell.</summary>
public sealed class K6ScriptTests : IDisposable
{
    private const int Customers = 2;
    private const int Messages = 3;

    private static readonly string Load = Path.Combine(Readme.Root, "tests/Load");

    private static readonly Dictionary<string, string?> Sandbox = new()
    {
        ["MSG91_AUTH_KEY"] = null,
        ["MSG91_INTEGRATED_NUMBER"] = null,
        ["MSG91_BASE_URL"] = null,
        ["FLOWS_PATH"] = Path.Combine(Load, "flows"),
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("k6-");

    [Fact]
    public async Task What_it_says_is_taken_and_answered()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, settings: Sandbox);

        var played = await PlayAsync(service, SupportService.WebhookToken);

        ((int)played["failed"]!, (int)played["passed"]! >= Customers * (Messages + 1)).ShouldBe((0, true));
        Measured(played, "reply_time").Count.ShouldBe(Customers * Messages);
        Measured(played, "webhook_time").ShouldAllBe(time => time > 0);
        Measured(played, "messages_lost").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_that_is_refused_is_a_failed_check()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, settings: Sandbox);

        var played = await PlayAsync(service, "another-token", customers: 1, messages: 1);

        ((int)played["passed"]!).ShouldBe(0);
        ((int)played["failed"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Each_profile_has_its_stages_and_bounds()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, settings: Sandbox);
        var profiles = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Load, "profiles.json")))!.AsObject();

        foreach (var (name, profile) in profiles)
        {
            var options = (await PlayAsync(service, SupportService.WebhookToken, name, messages: 0))["options"]!;

            options["scenarios"]!["talk"]!["stages"]!.AsArray().Count.ShouldBe(2 * profile!["stages"]!.AsArray().Count, name);
            var fastest = profile["stages"]!.AsArray().Max(stage => Math.Max((double)stage!["from"]!, (double)stage["to"]!));
            ((double)options["scenarios"]!["talk"]!["maxVUs"]!).ShouldBeGreaterThan(10 * fastest, name);
            options["thresholds"]!["dropped_iterations"]!.ToJsonString().ShouldBe("[\"count==0\"]", name);
            options["thresholds"]!.AsObject().ContainsKey("reply_time").ShouldBe(profile["bounds"] is not null, name);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>In a folder of its own, where node finds what stands in for k6.</summary>
    private async Task<JsonNode> PlayAsync(SupportService service, string token, string profile = "smoke", int customers = Customers, int messages = Messages)
    {
        await Shell.TypeAsync(
            $"mkdir -p node_modules/k6 load/k6 && cp '{Readme.Root}'/tests/IntegrationTests/Documentation/k6/* node_modules/k6/ && cp '{Load}/k6/load.js' load/k6/load.mjs && cp '{Load}/profiles.json' load/",
            folder.FullName);
        var environment = new Dictionary<string, string?> { ["PROFILE"] = profile, ["TOKEN"] = token, ["ADDRESS"] = service.Http.BaseAddress!.ToString().TrimEnd('/') };
        var printed = await Shell.TypeAsync($"node node_modules/k6/play.js '{folder.FullName}/load/k6/load.mjs' {customers} {messages}", folder.FullName, environment);
        return JsonNode.Parse(printed)!;
    }

    private static IReadOnlyList<double> Measured(JsonNode played, string metric) => [.. played["metrics"]![metric]!.AsArray().Select(value => value!.GetValue<double>())];
}
