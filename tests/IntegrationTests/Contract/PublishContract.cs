using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What supervisors publish runs, as a whole or not at all, and nobody overwrites what they have not seen.</summary>
public abstract class PublishContract(Backend backend)
{
    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["support.yaml"] = "flow_id: support\nsteps:\n  - { type: mesage, text: Hi }\n  - { type: message, txt: Hi }\n",
        ["other.yaml"] = "flow_id: other\nsteps:\n  - type: quick_replies\n    text: Which?\n    replies: [ { text: Order, action: flow, target: nowhere } ]\n",
    };

    [Fact]
    public async Task What_cannot_run_is_refused_with_all_that_the_folder_would_be_told_and_nothing_is_changed()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);

        var refused = await meera.PublishAsync(Wrong);
        await WriteAsync(service, Wrong);
        var told = (await service.GetAsync(PublishedFlows.Path))["errors"]!.AsArray().Select(error => error!.ToJsonString());

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.BadRequest, "flows_invalid"));
        var findings = refused.Body["findings"]!.AsArray().Select(finding => finding!.AsObject()).ToList();
        findings.Select(finding => finding.ToJsonString()).ShouldBe(told, ignoreOrder: true);
        refused.Body.Number("findingCount").ShouldBe(findings.Count);
        findings.ShouldContain(finding => finding.Word("file") == "support.yaml" && finding.Number("line") == 3 && finding.Word("field") == "steps[0].type" && finding.Word("severity") == "error");
        findings.ShouldContain(finding => finding.Word("file") == "other.yaml" && finding.Word("problem")!.Contains("nowhere", StringComparison.Ordinal));
        (await service.RunningAsync()).Number("publication").ShouldBe(0);
        (await service.CountAsync("flow_publications")).ShouldBe(0);
    }

    [Fact]
    public async Task Published_twice_it_is_published_once_and_who_and_why_is_told()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);

        var first = (await meera.PublishAsync(PublishedFlows.Saying("Hello"), expected: "\"0\"", reason: "A kinder tone")).Done();
        var again = (await meera.PublishAsync(PublishedFlows.Saying("Hello"), expected: "\"0\"", reason: "The line was cut")).Done();

        ((bool)first["isChanged"]!, (bool)again["isChanged"]!).ShouldBe((true, false));
        again.Running().ToJsonString().ShouldBe(first.Running().ToJsonString());
        var listed = await service.AskAsync(PublishedFlows.Path);
        var running = listed.Body.Running();
        (running.Word("source"), running.Number("publication"), running.Word("reason"), running["by"]!.AsObject().Word("name")).ShouldBe(("published", 1, "A kinder tone", "Meera"));
        ((await service.GetAsync(PublishedFlows.Path + "/support")).Running().Number("set"), running.Number("set")).ShouldBe((running.Number("set"), running.Number("set")));
        var entry = (await service.GetAsync("/api/v1/audit?action=flows.published"))["entries"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        entry["actor"]!.AsObject().Word("name").ShouldBe("Meera");
        (entry["before"]!.ToJsonString(), entry["after"]!.AsObject().Word("reason")).ShouldBe(("{\"source\":\"files\",\"set\":null}", "A kinder tone"));
    }

    [Fact]
    public async Task Of_many_who_have_seen_the_same_one_publishes_and_the_others_are_told_so()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var seen = (await meera.AskAsync(HttpMethod.Get, PublishedFlows.Path)).Tag;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => meera.PublishAsync(PublishedFlows.Saying($"Text {index}"), seen)));

        seen.ShouldBe("\"0\"");
        var won = answers.Single(answer => answer.Status == HttpStatusCode.OK);
        won.Tag.ShouldBe("\"1\"");
        answers.Where(answer => answer != won).ShouldAllBe(answer => answer.Code == "version_mismatch" && answer.Body.Number("version") == 1);
        var text = (string)(await service.GetAsync(PublishedFlows.Path + "/support"))["source"]!;
        text.ShouldContain($"Text {Array.IndexOf(answers, won)}");
    }

    [Fact]
    public async Task Of_many_who_ask_unconditionally_all_are_heard_one_after_another()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => meera.PublishAsync(PublishedFlows.Saying($"Text {index}"))));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await service.ListAsync<long>("SELECT id FROM flow_publications ORDER BY id")).ShouldBe([1, 2, 3, 4, 5, 6]);
        (await service.CountAsync("audit WHERE action = 'flows.published'")).ShouldBe(6);
        (await service.RunningAsync()).Number("publication").ShouldBe(6);
    }

    [Fact]
    public async Task An_older_set_is_published_again_by_its_number_and_then_the_files()
    {
        await using var service = await SupportService.StartAsync(backend, PublishedFlows.Saying("Files").ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => file.Value));
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var first = (await meera.PublishAsync(PublishedFlows.Saying("First"))).Done().Running();
        (await meera.PublishAsync(PublishedFlows.Saying("Second"))).Done();

        var back = (await meera.DecideAsync(new { set = first.Number("set"), reason = "Second was wrong" })).Done().Running();
        (await SaidToNewAsync(service)).ShouldBe("First");
        var files = (await meera.DecideAsync(new { fromFiles = true, reason = "Files again" })).Done().Running();
        (await SaidToNewAsync(service)).ShouldBe("Files");
        var again = (await meera.DecideAsync(new { fromFiles = true, reason = "Once more" })).Done();

        (back.Number("set"), back.Number("publication")).ShouldBe((first.Number("set"), 3));
        (files.Word("source"), files.Number("publication"), (bool)again["isChanged"]!).ShouldBe(("files", 4, false));
        var page = await service.GetAsync(PublishedFlows.Path + "/published?limit=3");
        page["publications"]!.AsArray().Select(publication => (publication!.AsObject().Number("id"), publication.AsObject().Word("source"), (bool)publication["isRunning"]!))
            .ShouldBe([(4, "files", true), (3, "published", false), (2, "published", false)]);
        (await service.GetAsync($"{PublishedFlows.Path}/published?after={page.Word("next")}"))["publications"]!.AsArray().Count.ShouldBe(1);
        var details = await service.GetAsync(PublishedFlows.Path + "/published/2");
        details["files"]!.AsArray().Single()!.AsObject().Word("text").ShouldBe(PublishedFlows.Saying("Second")["support.yaml"]);
        (await service.AskAsync(PublishedFlows.Path + "/published/77")).Code.ShouldBe("publication_not_found");
        (await meera.DecideAsync(new { set = 77_000, reason = "nothing" })).Code.ShouldBe("flow_set_not_found");
    }

    [Fact]
    public async Task The_programs_own_texts_come_with_what_is_published_or_from_the_folder()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "flows", "system", "texts.yaml"));
        var files = PublishedFlows.Saying("Hello");
        files["system/texts.yaml"] = System.Text.RegularExpressions.Regex.Replace(shipped, "(?m)^  voice_note: .*$", "  voice_note: \"We are all eyes.\"");
        (await meera.PublishAsync(files)).Done();
        var first = Customers.Next();
        await service.SendMediumAsync(first, "audio");
        (await service.TextsAsync(first, 1))[0].ShouldBe("We are all eyes.");

        (await meera.PublishAsync(PublishedFlows.Saying("Hello"))).Done();
        var second = Customers.Next();
        await service.SendMediumAsync(second, "audio");
        (await service.TextsAsync(second, 1))[0].ShouldNotBe("We are all eyes.");

        files["system/texts.yaml"] = "en: {}";
        (await meera.PublishAsync(files)).Body["findings"]!.AsArray().ShouldAllBe(finding => finding!.AsObject().Word("file") == "system/texts.yaml");
        files.Remove("system/texts.yaml");
        files["system/nothing.yaml"] = "en: {}";
        (await meera.PublishAsync(files)).Body["findings"]!.AsArray().ShouldHaveSingleItem()!.AsObject().Word("problem")!.ShouldContain("system/texts.yaml");
    }

    [Fact]
    public async Task What_is_no_publication_is_told_by_field()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);

        foreach (var (body, field) in new[]
                 {
                     ("""{"reason":"why"}""", "files"),
                     ("""{"files":{"a.yaml":"flow_id: a"},"set":1,"reason":"why"}""", "files"),
                     ("""{"files":{},"reason":"why"}""", "files"),
                     ("""{"files":{"../a.yaml":"flow_id: a"},"reason":"why"}""", "files"),
                     ("""{"files":{"a.yml":"flow_id: a"},"reason":"why"}""", "files"),
                     ("""{"files":{"a.yaml":null},"reason":"why"}""", "files"),
                     ("""{"files":{"a.yaml":"x\u0000y"},"reason":"why"}""", "files"),
                     ("""{"fromFiles":true}""", "reason"),
                     ("""{"fromFiles":true,"reason":" "}""", "reason"),
                 })
        {
            var answer = await meera.DecideAsync(JsonNode.Parse(body)!);

            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"), body);
            answer.Body["fields"]!.AsArray().Select(one => one!.AsObject().Word("field")).Distinct().ShouldBe([field], body);
        }
    }

    private static async Task<string> SaidToNewAsync(SupportService service)
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.SayAsync(customer, "Asha");
        return (await service.TextsAsync(customer, 2))[1];
    }

    private static async Task WriteAsync(SupportService service, Dictionary<string, string> files)
    {
        var folder = service.Environment["FLOWS_PATH"]!;
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }

        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }
    }
}

public sealed class PublishOnLaptop() : PublishContract(Backend.Laptop);

public sealed class PublishInProduction() : PublishContract(Backend.Production);
