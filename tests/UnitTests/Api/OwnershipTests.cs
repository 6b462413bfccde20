using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class OwnershipTests
{
    private readonly FakeInterventions interventions = new() { Owned = new OwnedConversation(Asha, Dialogue) };

    private static string Path => $"/api/v1/conversations/{Dialogue.Id}/takeover";

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"assignee":null}""")]
    public async Task Whoever_asks_takes_over_where_nobody_is_named(string? body)
    {
        await using var face = await StartAsync();

        var (status, answer) = await PostAsync(face, Path, body);

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("assignee").GetString().ShouldBe("api-key");
        answer.GetProperty("ownershipEpoch").GetInt64().ShouldBe(1);
        answer.GetProperty("inFlight").GetArrayLength().ShouldBe(0);
        answer.GetProperty("withdrawn").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_has_is_refused_with_who_and_since_when()
    {
        await using var face = await StartAsync();
        interventions.Owned = interventions.Owned! with { Conversation = Dialogue.TakeOver(Person("Meera"), Noon).Value };

        var (status, problem) = await PostAsync(face, Path, null);

        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("code").GetString().ShouldBe("conversation_taken");
        problem.GetProperty("assignee").GetString().ShouldBe("Meera");
        problem.GetProperty("assigneeId").GetGuid().ShouldBe(IdOf("Meera").Value);
        problem.GetProperty("since").GetDateTimeOffset().ShouldBe(Noon);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldNotContain("Meera");
    }

    [Theory]
    [InlineData("""{"assignee":"Ravi"}""", "assignee")]
    [InlineData("""{"assignee":7}""", "assignee")]
    [InlineData("""{"assignee":""", "assignee")]
    public async Task A_body_that_is_wrong_is_named(string body, string field)
    {
        await using var face = await StartAsync();

        var (status, problem) = await PostAsync(face, Path, body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("invalid");
        problem.GetProperty("fields")[0].GetProperty("field").GetString().ShouldBe(field);
        interventions.Stored.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("takeover")]
    [InlineData("give-back")]
    [InlineData("resolve")]
    public async Task Without_a_key_nothing_happens_and_what_is_not_there_is_a_404(string verb)
    {
        await using var face = await StartAsync();

        (await PostAsync(face, $"/api/v1/conversations/{Dialogue.Id}/{verb}", null, key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var (status, problem) = await PostAsync(face, $"/api/v1/conversations/{ConversationId.New(Noon)}/{verb}", null);

        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.NotFound, "conversation_not_found"));
        interventions.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_has_is_not_given_back()
    {
        await using var face = await StartAsync();

        var (status, problem) = await PostAsync(face, $"/api/v1/conversations/{Dialogue.Id}/give-back", null);

        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "conversation_not_taken"));
    }

    [Fact]
    public async Task Each_answer_tells_the_version_and_a_change_may_be_asked_for_on_that_condition()
    {
        await using var face = await StartAsync();

        var (status, problem) = await PostAsync(face, Path, null, ifMatch: "\"9\"");
        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch"));
        problem.GetProperty("version").GetInt64().ShouldBe(Dialogue.Version);
        interventions.Stored.ShouldBeEmpty();

        using var request = Request(Path, null, FaceApp.Key, $"\"{Dialogue.Version}\"");
        using var response = await face.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.ETag!.ToString().ShouldBe($"\"{Dialogue.Version + 1}\"");
    }

    [Theory]
    [InlineData("takeover")]
    [InlineData("give-back")]
    [InlineData("assign")]
    [InlineData("resolve")]
    public async Task A_header_that_is_no_version_is_refused_and_a_right_one_shown(string verb)
    {
        await using var face = await StartAsync();

        var (status, problem) = await PostAsync(face, $"/api/v1/conversations/{Dialogue.Id}/{verb}", "{}", ifMatch: "9");

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("fields")[0].GetProperty("field").GetString().ShouldBe("If-Match");
        problem.GetProperty("fields")[0].GetProperty("problem").GetString().ShouldNotBeNull().ShouldContain("\"3\"");
    }

    [Fact]
    public async Task The_document_tells_of_every_answer()
    {
        await using var face = await StartAsync();

        var document = JsonDocument.Parse((await face.GetAsync("/openapi/v1.json")).Body).RootElement.GetProperty("paths");

        Answers(document, "takeover").ShouldBe(["200", "400", "401", "403", "404", "409", "412", "413", "415", "429", "503"]);
        Answers(document, "give-back").ShouldBe(["202", "400", "401", "403", "404", "409", "412", "429", "503"]);
        Operation(document, "takeover").GetProperty("responses").GetProperty("409").GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("conversation_taken");
    }

    private static JsonElement Operation(JsonElement paths, string verb) => paths.GetProperty($"/api/v1/conversations/{{id}}/{verb}").GetProperty("post");

    private static string[] Answers(JsonElement paths, string verb) =>
        [.. Operation(paths, verb).GetProperty("responses").EnumerateObject().Select(answer => answer.Name)];

    private Task<FaceApp> StartAsync() => FaceApp.StartAsync(add: services => services
        .AddSingleton<IInterventions>(interventions)
        .AddSingleton<IColleagues>(interventions)
        .AddSingleton<Intervening>()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<ISessionStore, FakeSessions>()
        .AddSingleton<IInbox, FakeInbox>()
        .AddSingleton<ILookupHashes, FakeHashes>()
        .AddSingleton<LaneScheduler>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Slots>()
        .AddSingleton<IWorkers, FakeWorkers>()
        .AddSingleton<IWakes, FakeWakes>()
        .AddSingleton<IUnitOfWork, NothingToCommit>()
        .AddSingleton<TimeProvider>(new SetClock(SetClock.Noon)));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        FaceApp face, string path, string? body, string? key = FaceApp.Key, string? ifMatch = null)
    {
        using var request = Request(path, body, key, ifMatch);
        using var response = await face.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private static HttpRequestMessage Request(string path, string? body, string? key, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return request;
    }

    private sealed class NothingToCommit : IUnitOfWork
    {
        public Task<Result> CommitAsync(CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }
}
