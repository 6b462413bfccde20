using System.Diagnostics;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.CommandLine;

/// <summary>What the doctor says of each thing that is wrong.</summary>
[Collection(Alone.Name)]
public sealed class WrongThingsTests : IAsyncLifetime
{
    private StandIns standIns = null!;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-doctor-");
    private Dictionary<string, string?> settings = null!;

    public async Task InitializeAsync()
    {
        standIns = await StandIns.StartAsync();
        settings = SupportService.Live(new() { ["DATABASE_URL"] = $"sqlite:///{Path.Combine(folder.FullName, "shop.db")}" }, folder, standIns, flows: null, settings: null);
    }

    public async Task DisposeAsync()
    {
        await standIns.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_in_time_and_without_a_secret()
    {
        standIns.Msg91.AuthKey = "another-key";
        standIns.OpenRouter.Lists.Key = "another-key";
        var flows = folder.CreateSubdirectory("wrong-flows").FullName;
        await File.WriteAllTextAsync(Path.Combine(flows, "one.yaml"), "flow_id: one\nsteps: []\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "persona.txt"), " ");
        using var terminal = Typed(
            ("PORT", "x"),
            ("DATABASE_URL", "postgres://nobody:a-password@127.0.0.1:1/nothing"),
            ("REDIS_URL", "redis://:a-password@127.0.0.1:1"),
            ("FLOWS_PATH", flows),
            ("PROMPT_PATH", Path.Combine(folder.FullName, "persona.txt")),
            ("ESCALATION_NOTIFY_URL", "https://nowhere.invalid/a-secret-path"));
        var began = Stopwatch.GetTimestamp();

        var printed = await terminal.TypeAsync("doctor");

        printed.Exit.ShouldBe(1);
        printed.Errors.ShouldBeEmpty();
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60), "each is waited for 20 s, all at once; the rest is a busy machine's");
        printed.Lines("settings").ShouldContain("PORT: \"x\" is not a whole number from 0 to 65535. A right value: 8080");
        printed.Line("database").ShouldBe("nobody answers at that host and port. Start the server, open the way to it, or put the right host into DATABASE_URL");
        printed.Line("redis").ShouldStartWith("nobody answers, or the password is refused. See whether it runs, and whether REDIS_URL is right.");
        printed.Lines("flows").ShouldContain(line => line.StartsWith("one.yaml", StringComparison.Ordinal));
        printed.Line("prompt").ShouldStartWith("the file of PROMPT_PATH is empty or cannot be read. Write the persona");
        printed.Line("msg91").ShouldStartWith("it refuses the key (401). Put the authkey of MSG91's dashboard into MSG91_AUTH_KEY");
        printed.Lines("openrouter")[0].ShouldBe("it refuses the key (401). Put a key of its page of keys into OPENROUTER_API_KEY");
        printed.Line("notify").ShouldStartWith("the host of ESCALATION_NOTIFY_URL cannot be resolved here.");
        new[] { "settings", "database", "migrations", "keys", "redis", "flows", "prompt", "msg91", "openrouter", "notify" }.ShouldAllBe(name => printed.Verdict(name) == "wrong");
        string.Join('\n', printed.Output).ShouldNotContain("a-password");
        string.Join('\n', printed.Output).ShouldNotContain("a-secret-path");
        string.Join('\n', printed.Output).ShouldNotContain("nowhere.invalid");
    }

    [Fact]
    public async Task A_setting_that_is_wrong_does_not_hide_the_others()
    {
        using var terminal = Typed(("DATABASE_URL", "mysql://localhost/shop"), ("MSG91_WEBHOOK_SECRET", null), ("MSG91_WEBHOOK_TOKEN", null));

        var printed = await terminal.TypeAsync("doctor");

        printed.Exit.ShouldBe(1);
        printed.Lines("settings").Count.ShouldBe(2);
        printed.Line("database").ShouldBe("not looked at: DATABASE_URL is wrong. Put that right first");
        printed.Verdict("msg91").ShouldBe("good");
    }

    [Fact]
    public async Task A_number_of_another_account_is_wrong_and_a_list_without_it_doubtful()
    {
        using var terminal = Typed();

        standIns.Msg91.Numbers.All = ["919800000777"];
        var other = await terminal.TypeAsync("doctor");
        standIns.Msg91.Numbers.All = [];
        var none = await terminal.TypeAsync("doctor");
        standIns.Msg91.Numbers.Instead = Msg91StandInAnswer.Status(404, """{"type":"error","msg":"Route Missing"}""");
        var noList = await terminal.TypeAsync("doctor");
        standIns.Msg91.Log.Answer = Msg91StandInAnswer.Status(200, """{"type":"error","message":"Authentication failure","code":"201"}""");
        var refused = await terminal.TypeAsync("doctor");

        (other.Verdict("msg91"), other.Line("msg91")).ShouldBe(
            ("wrong", "the key is taken, but MSG91_INTEGRATED_NUMBER is none of the 1 numbers of this account. Put the number of MSG91's dashboard there, with the country code and without +"));
        (none.Verdict("msg91"), noList.Verdict("msg91")).ShouldBe(("doubtful", "doubtful"));
        none.Line("msg91").ShouldStartWith("the key is taken, but its list names no number");
        noList.Line("msg91").ShouldStartWith("the key is taken, but the list of numbers is not to be had");
        refused.Line("msg91").ShouldStartWith("it refuses the key (200)");
    }

    [Fact]
    public async Task A_spent_key_and_a_model_that_is_not_there_are_wrong_and_what_ends_soon_is_doubtful()
    {
        var (lists, soon) = (standIns.OpenRouter.Lists, TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        (lists.Limit, lists.Usage) = (10, 9.5m);
        lists.Models = new Dictionary<string, string?> { ["vendor/other"] = null, ["vendor/primary"] = soon, ["vendor/second"] = null };
        using var terminal = Typed(("OPENROUTER_FALLBACK_MODEL", "vendor/second:nitro,vendor/third"));

        var little = await terminal.TypeAsync("doctor");
        lists.Usage = 10;
        var spent = await terminal.TypeAsync("doctor");

        little.Lines("openrouter").ShouldBe(
        [
            "the key is taken; $9.50 used, $0.50 left of its limit of $10.00. Raise the key's limit on OpenRouter's page of keys before it is used up",
            $"vendor/primary ends on {soon}. Choose another one before",
            "vendor/second:nitro is there",
            "there is no model vendor/third. Put one of OpenRouter's list into OPENROUTER_PRIMARY_MODEL or OPENROUTER_FALLBACK_MODEL",
        ]);
        little.Exit.ShouldBe(1);
        spent.Lines("openrouter")[0].ShouldEndWith("no model answers any more");
    }

    private Terminal Typed(params (string Name, string? Value)[] others)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (name, value) in others)
        {
            all[name] = value;
        }

        return new Terminal(all);
    }
}
