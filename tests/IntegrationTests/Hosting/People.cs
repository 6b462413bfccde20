using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Those who step into conversations.</summary>
public static class People
{
    /// <summary>Somebody straight before the stores: the same name, the same person.</summary>
    public static Actor Agent(string name) => new(
        ActorKind.Agent, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)), name, Role.Agent.PermissionsOf());

    /// <summary>
    /// Somebody who asks over HTTP, with a key of their own: it may all that a person of that role may, and nobody has to think of a password.
    /// </summary>
    public static async Task<Person> ComesAsync(this IRunningSupport service, string name, Role role = Role.Agent)
    {
        var (status, made) = await service.AskAsync(HttpMethod.Post, "/api/v1/keys", new { name, scopes = role.PermissionsOf() });
        status.ShouldBe(HttpStatusCode.Created);
        return new Person(service, name, made.Word("secret")!, (Guid)made["key"]!["id"]!);
    }
}

/// <summary>Asks the admin API as somebody of their own.</summary>
public sealed record Person(IRunningSupport Service, string Name, string Key, Guid Id)
{
    public Task<Answer> DoAsync(string conversation, string verb, object? body = null, params (string Name, string Value)[] headers) =>
        AskAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/{verb}", body, headers);

    public Task<Answer> TakeOverAsync(string conversation) => DoAsync(conversation, "takeover");

    /// <param name="key">Of the request; null: a new one.</param>
    public Task<Answer> ReplyAsync(string conversation, string text, string? key = null) =>
        DoAsync(conversation, "messages", new { text }, ("Idempotency-Key", key ?? $"{Guid.CreateVersion7()}"));

    public async Task<Answer> AskAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await Service.Http.SendAsync(request);
        return new Answer(response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!) { Tag = response.Headers.ETag?.ToString() };
    }
}
