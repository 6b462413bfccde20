using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>What came of it: at the provider, and in the admin API.</summary>
public static class Reading
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the customer has been sent that many messages, and gives them in the order of their arrival.</summary>
    public static async Task<IReadOnlyList<Msg91StandInSent>> RepliesAsync(this IRunningSupport service, string to, int count)
    {
        await Eventually.BecomesTrueAsync(() => service.StandIns.Msg91.SentTo(to).Count >= count, Patience, $"{count} messages were sent to the customer");
        return service.StandIns.Msg91.SentTo(to);
    }

    public static async Task<string[]> TextsAsync(this IRunningSupport service, string to, int count) =>
        [.. (await service.RepliesAsync(to, count)).Select(message => message.Text)];

    /// <summary>Waits until all that was accepted is handled and all that was written has left: what is not there now never comes.</summary>
    /// <exception cref="TimeoutException">Tells how much is left, and in which state.</exception>
    public static async Task DrainAsync(this IRunningSupport service, TimeSpan? patience = null)
    {
        try
        {
            await Eventually.BecomesTrueAsync(
                async () => await service.CountAsync("inbox WHERE state = 'pending'") == 0 && await service.CountAsync("messages WHERE is_queued") == 0,
                patience ?? Patience,
                "everything is handled and sent");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} Left: {await service.LeftAsync()}");
        }
    }

    private static async Task<string> LeftAsync(this IRunningSupport service)
    {
        var left = new List<string>();
        foreach (var rows in (string[])
                 [
                     "inbox WHERE state = 'pending' AND kind = 'message'",
                     "inbox WHERE state = 'pending' AND kind = 'message' AND attempts > 0",
                     "inbox WHERE state = 'pending' AND kind = 'report'",
                     "inbox WHERE state = 'pending' AND kind = 'report' AND attempts > 0",
                     "messages WHERE is_queued AND delivery_status = 'pending'",
                     "messages WHERE is_queued AND delivery_status = 'sending'",
                     "messages WHERE is_queued AND attempts > 0",
                 ])
        {
            left.Add($"{await service.CountAsync(rows)} {rows}");
        }

        return string.Join("; ", left);
    }

    public static async Task<JsonObject> GetAsync(this IRunningSupport service, string path)
    {
        var (status, body) = await service.AskAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK);
        return body;
    }

    /// <summary>Asks the admin API, with its key.</summary>
    /// <param name="body">Written as JSON, where it is not what is to be sent as it is.</param>
    public static async Task<(HttpStatusCode Status, JsonObject Body)> AskAsync(this IRunningSupport service, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await service.Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>Waits until the answer looks so.</summary>
    public static Task GetAsync(this IRunningSupport service, string path, Func<JsonObject, bool> looksSo, string what) =>
        Eventually.BecomesTrueAsync(async () => looksSo(await service.GetAsync(path)), Patience, what);

    /// <summary>The newest conversation with that customer, with its messages, as soon as there is one.</summary>
    public static Task<JsonObject> ConversationAsync(this IRunningSupport service, string phone) =>
        service.ConversationAsync(phone, _ => true, "there is a conversation");

    /// <summary>Waits until the newest conversation looks so.</summary>
    public static async Task<JsonObject> ConversationAsync(this IRunningSupport service, string phone, Func<JsonObject, bool> looksSo, string what)
    {
        JsonObject? seen = null;
        await Eventually.BecomesTrueAsync(
            async () => (seen = await service.FindConversationAsync(phone)) is not null && looksSo(seen), Patience, what);
        return seen!;
    }

    /// <summary>The messages that we wrote, oldest first.</summary>
    public static IReadOnlyList<JsonObject> Ours(this JsonObject details) =>
        [.. details["messages"]!.AsArray().Select(message => message!.AsObject()).Where(message => message.Word("direction") == "outbound")];

    public static string? Word(this JsonObject row, string name) => (string?)row[name];

    private static async Task<JsonObject?> FindConversationAsync(this IRunningSupport service, string phone)
    {
        var page = await service.GetAsync("/api/v1/conversations?limit=200");
        var found = page["conversations"]!.AsArray().FirstOrDefault(row => (string?)row!["customerPhone"] == phone);
        return found is null ? null : await service.GetAsync($"/api/v1/conversations/{found["id"]}");
    }
}
