using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Start;

/// <summary>What the program has read at its start it can tell: which flows run, and whether the next start would work; and its settings, without a secret.</summary>
public sealed class ReadAtStartTests
{
    private const string Flows = "/api/v1/flows";

    [Fact]
    public async Task An_edited_flow_is_seen_to_be_wrong_or_right_before_the_restart_that_runs_it()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, Contract.Flows.Support);
        var file = Path.Combine(service.Environment["FLOWS_PATH"]!, "order_status.yaml");
        var (old, oldText) = ((await OrderStatusAsync(service)).Word("version"), File.ReadAllText(file));

        File.WriteAllText(file, "flow_id: order_status\nsteps:\n  - { type: message, txt: Soon }\n");
        var told = (await service.AskAsync(Flows)).Body["errors"]!.AsArray().Select(error => error!.AsObject()).ToList();
        await service.StopAsync();
        var refused = await Should.ThrowAsync<StartRefusedException>(service.StartAsync);

        told.Select(error => error.Word("field")).ShouldBe(["steps[0].text", "steps[0].txt"]);
        refused.Lines.ShouldBe(told.Select(error => $"{file}:{error["line"]}:{error["column"]}: {error.Word("field")}: {error.Word("problem")} [{error.Word("code")}]"));

        File.WriteAllText(file, oldText);
        await service.StopAsync();
        await service.StartAsync();
        var newText = oldText.Replace("on its way", "nearly there", StringComparison.Ordinal);
        File.WriteAllText(file, newText);
        var edited = await service.AskAsync($"{Flows}/order_status");
        await service.StopAsync();
        await service.StartAsync();
        var restarted = await service.AskAsync($"{Flows}/order_status");

        (edited.Body.Word("source"), edited.Body["flow"]!.AsObject().Word("version"), (bool)edited.Body["flow"]!["isChanged"]!).ShouldBe((oldText, old, true));
        edited.Body["errors"]!.AsArray().ShouldBeEmpty();
        (restarted.Body.Word("source"), (bool)restarted.Body["flow"]!["isChanged"]!).ShouldBe((newText, false));
        restarted.Body["flow"]!.AsObject().Word("version").ShouldNotBe(old);
        (await service.AskAsync($"{Flows}/nix")).Code.ShouldBe("flow_not_found");
    }

    [Fact]
    public async Task The_settings_are_told_as_they_are_in_effect_and_no_secret_is_among_them()
    {
        await using var service = await SupportService.StartAsync(
            Backend.Production, settings: new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "7", ["METRICS_TOKEN"] = "short-secret" });

        var answer = await service.AskAsync("/api/v1/settings");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var settings = answer.Body["settings"]!.AsArray().ToDictionary(setting => setting!.AsObject().Word("name")!, setting => setting!.AsObject());
        settings.Keys.ShouldBe(SettingsReader.Names);
        (settings["MSG91_TIMEOUT"].Word("value"), settings["MSG91_TIMEOUT"].Word("origin")).ShouldBe(("7", "environment"));
        (settings["SEND_UNKNOWN_AFTER"].Word("value"), settings["SEND_UNKNOWN_AFTER"].Word("origin")).ShouldBe(("30", "default"));
        (settings["DATABASE_URL"].Word("value"), settings["REDIS_URL"].Word("value"), settings["MSG91_AUTH_KEY"].Word("value")).ShouldBe(("PostgreSQL", "Redis", null));
        answer.Body["warnings"]!.AsArray().Select(warning => (string?)warning).ShouldContain("METRICS_TOKEN: shorter than 16 characters, so it can be guessed; take 32 random ones");
        var secrets = SettingsReader.SecretNames.Select(name => service.Environment.GetValueOrDefault(name)).Where(value => value is not null and not "off").ToList();
        secrets.Count.ShouldBeGreaterThan(5);
        secrets.ShouldAllBe(secret => !answer.Body.ToJsonString().Contains(secret!));
        using var stranger = await service.Http.GetAsync(new Uri("/api/v1/settings", UriKind.Relative));
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonObject> OrderStatusAsync(SupportService service) =>
        (await service.AskAsync(Flows)).Body["flows"]!.AsArray().Select(flow => flow!.AsObject()).Single(flow => flow.Word("id") == "order_status");
}
