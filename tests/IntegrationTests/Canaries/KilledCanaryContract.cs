using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>
/// The program as a process of its own, killed with open turns, in the midst of a flow, with messages that wait and replies that have not left: nothing that it leaves behind sings, not its
/// log at its most talkative, not its temporary files, not the files and the log of the database server; and nothing that it tells a collector.
/// </summary>
public abstract class KilledCanaryContract(Backend backend)
{
    [Fact]
    public async Task Killed_and_started_again_no_canary_sings_and_once_erased_none_is_left()
    {
        await using var server = backend == Backend.Production ? await PostgresServer.StartNewAsync() : null;
        await using var collector = await OtlpStandIn.StartAsync();
        await using var process = await StartAsync(server, collector);
        var (talk, other) = (new Talk(process), new Talk(process));
        await talk.BeginAsync();
        await talk.FailAsync();
        var toldBefore = await TellAsync(process, other);
        await other.SayAsync("bird", 1);
        await process.DrainAsync();

        // The one asks the model, which says nothing; the other is deep in a flow, and MSG91 takes nothing.
        process.StandIns.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Hang);
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.Status(503, talk.Flock.Quoting("anything"));
        await other.SayAsync(other.Flock.Variable, 0);
        await process.ConversationAsync(other.Flock.Phone, found => found["messages"]!.AsArray().Count == 4, "the flow has answered");
        await other.SayAsync("No", 0);
        await other.SayAsync(other.Flock.Question, 0);
        await other.SayAsync(other.Flock.Said, 0);
        await Eventually.BecomesTrueAsync(
            () => process.StandIns.OpenRouter.Requests.Any(request => request.Body.GetRawText().Contains("flycatcher sleep", StringComparison.Ordinal) && request.Body.GetRawText().Contains(other.Flock.Phone[^6..], StringComparison.Ordinal)),
            Reading.Patience,
            "the model is asked");

        await process.KillAsync();

        (await process.CountAsync("inbox WHERE state = 'pending' AND kind = 'message'")).ShouldBeGreaterThan(0, "it was killed with work left to do");
        (await process.CountAsync("messages WHERE is_queued")).ShouldBeGreaterThan(0, "and with replies that had not left");
        (await SingingAsync(process, server, talk, other)).ShouldBeEmpty();

        process.StandIns.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Text(other.Flock.FromModel));
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.Ok;
        await process.StartAsync();
        await Eventually.BecomesTrueAsync(async () => await process.CountAsync("inbox WHERE state = 'pending' AND kind = 'message'") == 0, Reading.Patience, "it goes on where it was");
        await other.FindAsync();
        toldBefore += await TellAsync(process, other);

        (await SingingAsync(process, server, talk, other)).ShouldBeEmpty();

        await talk.EraseAsync();
        await other.EraseAsync();
        await process.DrainAsync();

        (await SingingAsync(process, server, talk, other)).ShouldBeEmpty();
        RawBytes.Singing([.. talk.Flock.All, .. other.Flock.All], "metrics or health", toldBefore).ShouldBeEmpty();
        (await process.CountAsync("customers")).ShouldBe(0);
        collector.Spans.Select(span => span.Name).Distinct().ShouldBe(["webhook", "turn", "model", "send", "report"], ignoreOrder: true);
        collector.Metrics.ShouldNotBeEmpty();
        collector.Bodies.SelectMany(body => talk.Flock.All.Concat(other.Flock.All).Where(canary => canary.IsIn(body))).ShouldBeEmpty("a collector is told as little");
        await PlantedIsFoundAsync(process, server);
    }

    /// <summary>Or nothing would have been looked for in the right places.</summary>
    private static async Task PlantedIsFoundAsync(SupportProcess process, PostgresServer? server)
    {
        var talk = new Talk(process);
        await File.WriteAllTextAsync(Path.Combine(process.Folders[0], "tmp", "upload.tmp"), talk.Flock.Said);
        await process.AskAsync($"/api/v1/{talk.Flock.File}");
        await process.WriteIntoLogAsync(talk.Flock.Guessed);

        (await SingingAsync(process, server, talk)).ShouldBe([$"{talk.Flock.Said} in upload.tmp", $"{talk.Flock.Guessed} in server.log"], ignoreOrder: true);
    }

    private async Task<SupportProcess> StartAsync(PostgresServer? server, OtlpStandIn collector)
    {
        var settings = new Dictionary<string, string?>(collector.Settings)
        {
            ["ENCRYPTION_KEYS"] = SupportService.SealingKey,

            // Whatever .NET knows to make a log talkative.
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft"] = "Trace",
            ["Logging__LogLevel__System"] = "Trace",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_DETAILEDERRORS"] = "true",
        };
        if (server is not null)
        {
            settings["DATABASE_URL"] = await server.CreateDatabaseAsync();
        }

        return await SupportProcess.StartAsync(backend, Talk.Flows, settings);
    }

    /// <summary>What its metrics and its health say, and what it answers to rubbish.</summary>
    private static async Task<string> TellAsync(SupportProcess process, Talk talk) => string.Join(
        '\n',
        [.. await talk.PostRubbishAsync(), $"{await process.AskAsync($"/api/v1/customers/{talk.Flock.Phone}")}", $"{await process.AskAsync($"/api/v1/{Uri.EscapeDataString(talk.Flock.Guessed)}")}", await process.Http.GetStringAsync("/metrics"), await process.Http.GetStringAsync("/health"), await process.Http.GetStringAsync("/health/live")]);

    private static Task<IReadOnlyList<string>> SingingAsync(SupportProcess process, PostgresServer? server, params Talk[] talks) =>
        process.SingingAsync(talks.SelectMany(talk => talk.Flock.All), [.. process.Folders, .. server?.Folder is { } folder ? [folder] : Array.Empty<string>()]);
}

public sealed class KilledCanariesOnLaptop() : KilledCanaryContract(Backend.Laptop);

/// <summary>One after another: what the one has in clear in the Redis that all share the other would find.</summary>
[Collection("Canaries in Redis")]
public sealed class KilledCanariesInProduction() : KilledCanaryContract(Backend.Production);
