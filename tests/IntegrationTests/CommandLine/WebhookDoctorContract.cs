using System.Globalization;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.CommandLine;

/// <summary>The webhook is looked at as MSG91 would use it, and what MSG91 did not post is found.</summary>
public abstract class WebhookDoctorContract(Backend backend) : IAsyncLifetime, IDisposable
{
    private SupportService service = null!;
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        service = await SupportService.StartAsync(backend, Flows.All);
        terminal = new Terminal(new Dictionary<string, string?>(service.Environment)
        {
            ["PORT"] = service.Http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture),
            ["PUBLIC_URL"] = "https://support.shop.example/",
        });
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    public void Dispose()
    {
        terminal.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_pasted_is_printed_and_events_of_both_generations_are_read_whole_and_not_stored()
    {
        var printed = await terminal.TypeAsync("doctor", "webhook");

        printed.Errors.ShouldBeEmpty();
        printed.Output[^1].ShouldBe("All is good.");
        printed.Exit.ShouldBe(0);
        printed.Output.ShouldContain("Address   https://support.shop.example/webhooks/msg91/inbound");
        printed.Output.ShouldContain("Address   https://support.shop.example/webhooks/msg91/reports");
        printed.Output.ShouldContain("Header    X-Webhook-Token: what MSG91_WEBHOOK_TOKEN, or the file of MSG91_WEBHOOK_TOKEN_FILE, holds (the first, of several)");
        printed.Output.ShouldContain(line => line.StartsWith("JSON", StringComparison.Ordinal) && line.Contains("\"customerNumber\":\"{{customerNumber}}\"", StringComparison.Ordinal));
        printed.Lines("sample").Count.ShouldBe(4);
        printed.Lines("sample")[0].ShouldBe("message with the newer names: all of it is read");
        printed.Lines("sample")[3].ShouldContain("eventName (as status)");
        string.Join('\n', printed.Output).ShouldNotContain(SupportService.WebhookToken);
        (await service.CountAsync("inbox")).ShouldBe(0);
        (await service.CountAsync("customers")).ShouldBe(0);
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_has_another_token_is_told_apart()
    {
        using var other = terminal.With("MSG91_WEBHOOK_TOKEN", "another-invented-token");
        using var elsewhere = terminal.With("PORT", FreePort.Next().ToString(CultureInfo.InvariantCulture));

        var (refused, away) = (await other.TypeAsync("doctor", "webhook"), await elsewhere.TypeAsync("doctor", "webhook"));

        (refused.Exit, away.Exit).ShouldBe((1, 1));
        refused.Line("sample").ShouldBe("the running program refuses the token of these settings. Restart it: it was started with another MSG91_WEBHOOK_TOKEN");
        away.Line("sample").ShouldBe("the program does not answer on this machine, at the PORT of these settings. Start it, and type this again");
    }

    [Fact]
    public async Task What_the_dashboards_template_lacks_renames_or_leaves_unfilled_is_told_by_names_only()
    {
        var body = JsonNode.Parse(Shape.Msg91.Text("919811113333", "a text of a customer", "template-1"))!.AsObject();
        body.Remove("integratedNumber");
        body["customerNmae"] = "a misspelt name's value";
        body["caption"] = "{{captoin}}";
        body["mobile"] = body["customerNumber"]!.DeepClone();
        body.Remove("customerNumber");
        (await service.AcceptAsync(body.ToJsonString())).Accepted.ShouldBe(1);

        var printed = await terminal.TypeAsync("doctor", "webhook");

        printed.Exit.ShouldBe(1);
        var told = printed.Lines("posts");
        told.ShouldContain("of the last 1 messages, placeholders were left unfilled: caption (1). Correct their names in the dashboard: it knows none like these");
        told.ShouldContain(line => line.StartsWith("of the last 1 messages, these fields are missing: integratedNumber (1)", StringComparison.Ordinal));
        told.ShouldContain(line => line.Contains("customerNumber (as mobile) (1)", StringComparison.Ordinal));
        told.ShouldContain(line => line.StartsWith("of the last 1 messages, nobody knows these fields: customerNmae (1)", StringComparison.Ordinal));
        var all = string.Join('\n', printed.Output);
        new[] { "919811113333", "a text of a customer", "misspelt name's", "captoin" }.ShouldAllBe(value => !all.Contains(value));
    }

    [Fact]
    public async Task Both_inbound_events_switched_on_are_seen_and_a_repeat_is_none()
    {
        var (request, id) = (Shape.Msg91.Text("919811113334", "hi", "wamid.twice"), "wamid.twice");
        await service.DeliverTwiceAsync(request);
        (await terminal.TypeAsync("doctor", "webhook")).Verdict("events").ShouldBe("good");

        var report = JsonNode.Parse(request)!.AsObject();
        report["uuid"] = $"{id}_callback";
        (await service.AcceptAsync(report.ToJsonString())).Duplicates.ShouldBe(1);
        var printed = await terminal.TypeAsync("doctor", "webhook");

        printed.Verdict("events").ShouldBe("doubtful");
        printed.Line("events").ShouldStartWith("both inbound events are switched on in MSG91's dashboard: the same message came twice at ");
    }

    [Fact]
    public async Task What_MSG91_never_posted_is_found_and_taken_in_once()
    {
        var (known, missed, now) = ("919811113335", "919811113336", TimeProvider.System.GetUtcNow());
        await service.DeliverTwiceAsync(Shape.Msg91.Text(known, "count", "wamid.known"));
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("wamid.known_callback", known, SupportService.OurNumber, "count", now.AddMinutes(-20)));
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("wamid.missed", missed, SupportService.OurNumber, "count", now.AddMinutes(-15)));
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("wamid.now", missed, SupportService.OurNumber, "count", now));
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("wamid.others", missed, "919800000002", "count", now.AddMinutes(-15)));
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("", missed, SupportService.OurNumber, "count", now.AddMinutes(-15)));

        var seen = await terminal.TypeAsync("doctor", "webhook");
        var stored = await service.CountAsync("inbox");
        var fetched = await terminal.TypeAsync("doctor", "webhook", "--fetch-missed");
        await service.DrainAsync();
        var again = await terminal.TypeAsync("doctor", "webhook", "--fetch-missed");

        seen.Exit.ShouldBe(1);
        seen.Lines("missed")[0].ShouldStartWith("1 of 2 messages of MSG91's log of three days never came, the first at ");
        seen.Lines("missed")[1].ShouldStartWith("1 more name no id, customer or time in the log, and are left");
        stored.ShouldBe(1, "nothing is taken in unless it is asked for");
        fetched.Lines("missed")[0].ShouldBe("1 of 1 missed messages were taken in");
        again.Lines("missed")[0].ShouldBe("all 2 messages of MSG91's log of three days are here");
        service.Msg91.SentTo(missed).ShouldNotBeEmpty("it is answered like any other");
        (await service.AcceptAsync(Shape.Msg91.Text(missed, "count", "wamid.missed"))).Duplicates.ShouldBe(1, "MSG91 posts it after all");
    }

    [Fact]
    public async Task A_log_that_names_messages_otherwise_than_the_webhook_is_not_taken_in()
    {
        var (customer, now) = ("919811113337", TimeProvider.System.GetUtcNow());
        (await service.AcceptAsync(Shape.Msg91.Text(customer, "count", "wamid.posted"))).Accepted.ShouldBe(1);
        service.Msg91.Log.Heard.Enqueue(new Msg91StandInHeard("row-1", customer, SupportService.OurNumber, "count", now.AddMinutes(-20)));

        var printed = await terminal.TypeAsync("doctor", "webhook", "--fetch-missed");

        printed.Verdict("missed").ShouldBe("doubtful");
        printed.Line("missed").ShouldStartWith("none of the 1 messages of MSG91's log is known here, though customers' messages came in the same days");
        (await service.CountAsync("inbox")).ShouldBe(1);
    }
}

public sealed class WebhookDoctorOnLaptop() : WebhookDoctorContract(Backend.Laptop);

public sealed class WebhookDoctorInProduction() : WebhookDoctorContract(Backend.Production);
