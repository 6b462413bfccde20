using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Asks the admin API for something, as whoever has its key, and takes refusals as they come.</summary>
public static class Asking
{
    public static Task<Answer> AskAsync(this IRunningSupport service, string path) => service.AskAsync(HttpMethod.Get, path);

    public static Task<Answer> TellAsync(this IRunningSupport service, string path) => service.AskAsync(HttpMethod.Post, path);

    private static async Task<Answer> AskAsync(this IRunningSupport service, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await service.Http.SendAsync(request);
        return new Answer(response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}

/// <param name="Body">What was asked for, or the problem.</param>
public sealed record Answer(HttpStatusCode Status, JsonObject Body)
{
    /// <summary>The ETag.</summary>
    public string? Tag { get; init; }

    public string? Code => Body.Word("code");

    public string? Detail => Body.Word("detail");
}
