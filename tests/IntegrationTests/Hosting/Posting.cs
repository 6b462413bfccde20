using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Posts as MSG91, or its dashboard's test button, would.</summary>
public static class Posting
{
    public const string Inbound = "/webhooks/msg91/inbound";
    public const string Reports = "/webhooks/msg91/reports";

    public static Task<HttpResponseMessage> PostAsync(
        this IRunningSupport service, string body, string path = Inbound, string? secret = SupportService.WebhookSecret, string? token = null) =>
        service.Http.PostAsync(Encoding.UTF8.GetBytes(body), path, secret, token);

    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient http, byte[] body, string path = Inbound, string? secret = SupportService.WebhookSecret, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null)
        {
            request.Headers.Add("X-MSG91-Signature", Signature(body, secret));
        }

        if (token is not null)
        {
            request.Headers.Add("X-Webhook-Token", token);
        }

        return await http.SendAsync(request);
    }

    /// <summary>Posts and reads the receipt of a 200.</summary>
    public static Task<Receipt> AcceptAsync(this IRunningSupport service, string body, string path = Inbound) =>
        service.AcceptAsync(Encoding.UTF8.GetBytes(body), path);

    public static async Task<Receipt> AcceptAsync(this IRunningSupport service, byte[] body, string path = Inbound)
    {
        using var response = await service.Http.PostAsync(body, path);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    /// <summary>Says something as a customer, twice, as a provider that repeats would: only one may count.</summary>
    public static Task SayAsync(this IRunningSupport service, Shape shape, string from, string text, string? id = null) =>
        service.DeliverTwiceAsync(shape.Text(from, text, id ?? NewId(), service.Now));

    /// <summary>Says it in the shape that MSG91's own variables have.</summary>
    public static Task SayAsync(this IRunningSupport service, string from, string text) => service.SayAsync(Shape.Msg91, from, text);

    public static Task TapAsync(this IRunningSupport service, string from, string optionId, string title) =>
        service.DeliverTwiceAsync(Shapes.Tap(from, optionId, title, NewId()));

    public static Task SendMediumAsync(this IRunningSupport service, string from, string type) =>
        service.DeliverTwiceAsync(Shapes.Medium(from, type, NewId()));

    public static async Task DeliverTwiceAsync(this IRunningSupport service, string body)
    {
        var first = await service.AcceptAsync(body);
        var second = await service.AcceptAsync(body);

        first.Accepted.ShouldBe(1, $"of {first}: {string.Join("; ", first.Errors)}");
        second.Duplicates.ShouldBe(1, $"of {second}");
    }

    /// <summary>As a provider that posts again what was not answered 200, as long as it takes: where many post at once to a machine that is busy with all tests.</summary>
    /// <returns>Of the 200: a duplicate, where it was stored before but not answered in time.</returns>
    public static async Task<Receipt> InsistAsync(this IRunningSupport service, string body)
    {
        Receipt? receipt = null;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                using var answer = await service.PostAsync(body);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
                receipt = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web) : null;
                return receipt is not null;
            },
            Reading.Patience,
            "what was posted is accepted");
        return receipt!;
    }

    /// <summary>With whatever headers, and no signature of its own.</summary>
    public static async Task<HttpResponseMessage> PostWithAsync(
        this IRunningSupport service, string body, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await service.Http.SendAsync(request);
    }

    public static string NewId() => Guid.CreateVersion7().ToString("N");

    public static string Signature(string body, string secret) => Signature(Encoding.UTF8.GetBytes(body), secret);

    public static string Signature(byte[] body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}

public sealed record Receipt(int Accepted, int Duplicates, int Reports, int Quarantined, IReadOnlyList<string> Errors);
