using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Posts as MSG91, or its dashboard's test button, would.</summary>
public static class Posting
{
    public static async Task<HttpResponseMessage> PostAsync(
        this SupportService service, string body, string path = "/webhooks/msg91/inbound", string? secret = SupportService.WebhookSecret, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
        {
            request.Headers.Add("X-MSG91-Signature", Signature(body, secret));
        }

        if (token is not null)
        {
            request.Headers.Add("X-Webhook-Token", token);
        }

        return await service.Http.SendAsync(request);
    }

    /// <summary>Posts and reads the receipt of a 200.</summary>
    public static async Task<Receipt> AcceptAsync(this SupportService service, string body)
    {
        using var response = await service.PostAsync(body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    /// <summary>Says something as a customer, twice, as a provider that repeats would: only one may count.</summary>
    public static async Task SayAsync(this SupportService service, Shape shape, string from, string text, string? id = null)
    {
        var body = shape.Text(from, text, id ?? Guid.CreateVersion7().ToString("N"));
        var first = await service.AcceptAsync(body);
        var second = await service.AcceptAsync(body);

        first.Accepted.ShouldBe(1);
        second.Duplicates.ShouldBe(1);
    }

    public static string Signature(string body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}

public sealed record Receipt(int Accepted, int Duplicates, int Reports, int Quarantined, IReadOnlyList<string> Errors);
