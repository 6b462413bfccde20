using System.Net;
using System.Net.Http.Json;
using System.Text;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>With keys, whatever happens: what customers say and are called stands nowhere but in what the API tells people who may read it; and nowhere at all once they are erased.</summary>
public abstract class CanaryContract(Backend backend)
{
    [Fact]
    public async Task On_every_path_and_when_all_goes_wrong_no_canary_sings_and_once_erased_none_is_left()
    {
        await using var server = backend == Backend.Production ? await PostgresServer.StartNewAsync() : null;
        using var telemetry = new Telemetry();
        await using var service = await StartAsync(SupportService.SealingKey, server, telemetry);
        var talk = new Talk(service);

        await talk.BeginAsync();
        await talk.FailAsync();
        await ThrowAsync(service, talk);
        List<string> told = [.. await talk.PostRubbishAsync(), .. await GuessAsync(service, talk)];
        var export = await talk.AnswerAsync();

        (await SingingAsync(service, server, telemetry, talk, told)).ShouldBeEmpty();
        talk.Flock.Exported.Where(canary => !canary.IsIn(Encoding.UTF8.GetBytes(export))).ShouldBeEmpty("all that is known of them is in the file");

        await talk.EraseAsync();
        await service.DrainAsync();

        (await SingingAsync(service, server, telemetry, talk, told)).ShouldBeEmpty();
        (await service.CountAsync("customers")).ShouldBe(0);
    }

    /// <summary>The same without keys: or nothing would be looked for in the right way. Erased is erased all the same.</summary>
    [Fact]
    public async Task Without_keys_each_canary_is_found_where_it_is_kept_and_once_erased_none_is_left()
    {
        using var telemetry = new Telemetry();
        await using var service = await StartAsync("off", null, telemetry);
        var talk = new Talk(service);
        await talk.BeginAsync();
        await talk.FailAsync();
        await talk.AnswerAsync();

        var kept = await service.SingingAsync(talk.Flock.All);
        var told = telemetry.All.SelectMany(one => RawBytes.Singing(talk.Flock.All, one.Place, one.Told));
        Canary[] stored = [.. talk.Flock.Exported, new Canary(talk.Flock.Fault)];

        stored.Where(canary => !kept.Any(place => place.StartsWith($"{canary} in ", StringComparison.Ordinal))).ShouldBeEmpty();
        told.ShouldBeEmpty("what is kept in clear is told as little");
        await talk.EraseAsync();
        await service.DrainAsync();
        (await service.SingingAsync(talk.Flock.All)).ShouldBeEmpty();
    }

    private async Task<SupportService> StartAsync(string keys, PostgresServer? server, Telemetry telemetry)
    {
        var settings = new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = keys };
        if (server is not null)
        {
            settings["DATABASE_URL"] = await server.CreateDatabaseAsync();
        }

        return await SupportService.StartAsync(backend, Talk.Flows, settings, builder =>
        {
            telemetry.Hear(builder);
            QuotingFaults.Make(builder);
        });
    }

    /// <summary>A turn that throws each time, and quotes what it throws at: until its row is given up.</summary>
    private static async Task ThrowAsync(SupportService service, Talk talk)
    {
        // What has begun with the customer first: in a person's hands nothing is asked of the model.
        await service.ExecuteAsync("UPDATE conversations SET status = 'active', assignee = NULL, escalated_at = NULL");
        await service.ForgetSessionAsync(talk.Flock.Phone);
        await talk.SayAsync($"{QuotingFaults.Word} {talk.Flock.Question}", 0);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await service.ExecuteAsync("UPDATE inbox SET attempts = 3 WHERE state = 'pending' AND kind = 'message' AND attempts BETWEEN 1 AND 2");
                return await service.CountAsync("inbox WHERE state = 'dead'") == 1;
            },
            Reading.Patience,
            "the row is given up");
        await talk.SayAsync("anything", 1);
    }

    /// <summary>Requests that are refused, with what should not be told in every place of them.</summary>
    /// <returns>The answers.</returns>
    private static async Task<IReadOnlyList<string>> GuessAsync(SupportService service, Talk talk)
    {
        var (text, safe) = (talk.Flock.Guessed, Uri.EscapeDataString(talk.Flock.Guessed));
        var told = new List<string>();

        // Without activities of its own: they would have the address that it asks.
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Http.BaseAddress };
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, $"/api/v1/customers?phone={safe}", null),
            (HttpMethod.Get, $"/api/v1/customers?phone={talk.Flock.Phone}&after={safe}", null),
            (HttpMethod.Get, $"/api/v1/customers?limit={safe}", null),
            (HttpMethod.Get, $"/api/v1/messages/search?q={QuotingFaults.Word}%20{safe}", null),
            (HttpMethod.Get, $"/api/v1/messages?status={safe}", null),
            (HttpMethod.Get, $"/api/v1/conversations?status={safe}&department={safe}&before={safe}", null),
            (HttpMethod.Get, $"/api/v1/audit?action={safe}&subject={safe}&actor={safe}", null),
            (HttpMethod.Patch, $"/api/v1/customers/{talk.Customer}", new { name = text, language = text }),
            (HttpMethod.Patch, $"/api/v1/customers/{talk.Customer}", new { nickname = text }),
            (HttpMethod.Post, $"/api/v1/conversations/{talk.Conversation}/messages", new { text = new[] { text } }),
            (HttpMethod.Post, $"/api/v1/conversations/{talk.Conversation}/messages", new { text = text + new string('x', 20_000) }),
            (HttpMethod.Post, $"/api/v1/conversations/{talk.Conversation}/assign", new { assignee = text, department = text + new string('x', 200) }),
            (HttpMethod.Get, $"/api/v1/customers/{talk.Flock.Phone}/export", null),
            (HttpMethod.Get, $"/api/v1/customers/+{talk.Flock.Phone}", null),
            (HttpMethod.Get, $"/api/v1/{safe}", null),
            (HttpMethod.Post, "/api/v1/session", new { email = text, password = text }),
            (HttpMethod.Post, "/api/v1/agents", new { email = text, name = "", role = text }),
        })
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", SupportService.AdminKey);
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Guid.CreateVersion7()}");
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError);
            told.Add(await answer.Content.ReadAsStringAsync());
        }

        return told;
    }

    private static async Task<IReadOnlyList<string>> SingingAsync(SupportService service, PostgresServer? server, Telemetry telemetry, Talk talk, IEnumerable<string> told)
    {
        string[] pages = [await service.Http.GetStringAsync("/metrics"), await service.Http.GetStringAsync("/health"), await service.Http.GetStringAsync("/health/ready")];
        var canaries = talk.Flock.All;
        return
        [
            .. await service.SingingAsync(canaries, [service.DataFolder, .. server?.Folder is { } folder ? [folder] : Array.Empty<string>()]),
            .. telemetry.All.SelectMany(one => RawBytes.Singing(canaries, one.Place, one.Told)),
            .. pages.SelectMany(page => RawBytes.Singing(canaries, "metrics or health", page)),
            .. told.SelectMany(answer => RawBytes.Singing(canaries, "an answer", answer)),
        ];
    }
}

public sealed class CanariesOnLaptop() : CanaryContract(Backend.Laptop);

/// <summary>One after another: what the one has in clear in the Redis that all share the other would find.</summary>
[Collection("Canaries in Redis")]
public sealed class CanariesInProduction() : CanaryContract(Backend.Production);
