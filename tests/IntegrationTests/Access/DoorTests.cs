using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>Every endpoint, asked by everybody: nobody, each role, and a key for each scope.</summary>
public sealed partial class DoorTests(DoorKeepers keepers) : IClassFixture<DoorKeepers>
{
    public static TheoryData<string> Endpoints => [.. Doors.All.Select(door => door.Endpoint)];

    [Fact]
    public void Every_endpoint_is_written_down_and_only_those_that_are_there()
    {
        var served = keepers.Service.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method} /{Constraint().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "}")}"));

        served.Order(StringComparer.Ordinal).ShouldBe(Doors.All.Select(door => door.Endpoint).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_permission_opens_something_and_every_role_more_than_the_one_before()
    {
        Permission.All.Except(Doors.All.Select(door => door.Permission)).ShouldBe([Permission.ConversationsAssign]);
        foreach (var role in Enum.GetValues<Role>())
        {
            var opened = Doors.All.Where(door => door.Permission is not null && door.From <= role).Select(door => door.Permission!).ToHashSet();

            role.PermissionsOf().Except([Permission.ConversationsAssign]).ShouldBe(opened, ignoreOrder: true);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task It_opens_to_those_who_are_written_down_and_to_nobody_else(string endpoint)
    {
        var door = Doors.All.Single(one => one.Endpoint == endpoint);

        (await AskAsync(door, null)).ShouldBe(door.Lock == Lock.Permission ? Answer.NotKnown : OfTheDoor(door), "nobody");
        foreach (var role in Enum.GetValues<Role>())
        {
            var expected = door.Lock != Lock.Permission ? OfTheDoor(door) : role >= door.From ? Answer.LetIn : Answer.NotAllowed;

            (await AskAsync(door, await keepers.BrowserAsync(role))).ShouldBe(expected, $"{role}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_key_opens_what_its_one_scope_says(string endpoint)
    {
        var door = Doors.All.Single(one => one.Endpoint == endpoint);

        foreach (var scope in Permission.All)
        {
            var expected = door.Lock != Lock.Permission ? OfTheDoor(door)
                : door.Permission is null || door.Permission == scope ? Answer.LetIn : Answer.NotAllowed;

            (await AskWithKeyAsync(door, await keepers.KeyAsync(scope))).ShouldBe(expected, scope);
        }
    }

    [Fact]
    public async Task Without_its_token_a_session_changes_nothing_anywhere()
    {
        var browser = await keepers.BrowserAsync(Role.Administrator);
        var token = browser.CsrfToken;
        browser.CsrfToken = null;

        foreach (var door in Doors.All.Where(door => door.Lock == Lock.Permission && door.Method != HttpMethod.Get))
        {
            (await AskAsync(door, browser)).ShouldBe(Answer.NotReady, door.Endpoint);
        }

        browser.CsrfToken = token;
    }

    private static Answer OfTheDoor(Door door) => door.Lock switch
    {
        // No password, no signature: whoever asks.
        Lock.Own => Answer.NotKnown,
        Lock.Sandbox => Answer.NotThere,
        _ => Answer.LetIn,
    };

    private async Task<Answer> AskAsync(Door door, SignedIn? browser)
    {
        var (status, body) = browser is null
            ? await SendAsync(door, key: null)
            : await browser.SendAsync(door.Method, door.Path, BodyOf(door)) is var answer ? (answer.Status, answer.Body) : default;
        return Read(door, status, body);
    }

    private async Task<Answer> AskWithKeyAsync(Door door, string key)
    {
        var (status, body) = await SendAsync(door, key);
        return Read(door, status, body);
    }

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(Door door, string? key)
    {
        using var request = new HttpRequestMessage(door.Method, door.Path) { Content = BodyOf(door) is { } body ? JsonContent.Create(body) : null };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await keepers.Service.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null);
    }

    /// <summary>What nobody who is let in is taken for refused by: there is nothing behind the id, and the body asks for nothing.</summary>
    private static object? BodyOf(Door door) => door.Method == HttpMethod.Get || door.Method == HttpMethod.Head ? null
        : door.Endpoint == "POST /api/v1/session" ? new { email = "nobody@shop.example", password = "not a password of anybody" }
        : new { };

    private static Answer Read(Door door, HttpStatusCode status, JsonObject? body) => (status, body?.Word("code")) switch
    {
        (HttpStatusCode.Unauthorized, _) => Answer.NotKnown,

        // Who fails too often is not even looked at.
        (HttpStatusCode.TooManyRequests, _) when door.Lock == Lock.Own => Answer.NotKnown,
        (HttpStatusCode.Forbidden, "not_allowed") => Answer.NotAllowed,
        (HttpStatusCode.Forbidden, "csrf_token_invalid" or "password_change_required") => Answer.NotReady,
        (HttpStatusCode.NotFound, "not_found") when door.Lock == Lock.Sandbox => Answer.NotThere,
        (HttpStatusCode.NotFound, "not_found") => throw new InvalidOperationException($"{door} is not there."),
        ( >= HttpStatusCode.InternalServerError, _) when !door.Endpoint.Contains("/health", StringComparison.Ordinal) => throw new InvalidOperationException($"{door} fell over."),
        _ => Answer.LetIn,
    };

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();

    private enum Answer
    {
        LetIn,
        NotKnown,
        NotAllowed,
        NotReady,
        NotThere,
    }
}
