using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>The program that serves on this machine with the same settings, asked as MSG91 would ask it.</summary>
internal sealed class RunningProgram(AppSettings settings) : IDisposable
{
    private const string Inbound = "webhooks/msg91/inbound";

    private const string Reports = "webhooks/msg91/reports";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private readonly HttpClient http = ThisMachine.ClientAt(settings.Port, TimeSpan.FromSeconds(8));

    public const string NotThere = "the program does not answer on this machine, at the PORT of these settings";

    public const string StartIt = "start it, and type this again";

    /// <exception cref="HttpRequestException">It is not there, or refuses.</exception>
    public async Task<WebhookReceipt> PostAsync(string body, bool isReport, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, isReport ? Reports : Inbound) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        if (settings.Webhook.Tokens.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("X-Webhook-Token", settings.Webhook.Tokens[0]);
        }
        else if (settings.Webhook.Secrets.Count > 0)
        {
            request.Headers.Add("X-MSG91-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.Webhook.Secrets[0]), bytes))}");
        }

        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<WebhookReceipt>(Json, cancellationToken))!;
    }

    /// <summary>What a part of <c>/health</c> has to say; null: nothing.</summary>
    /// <exception cref="HttpRequestException">It is not there.</exception>
    public async Task<string?> DetailAsync(string part, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("health", UriKind.Relative), cancellationToken);
        var report = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return report?["parts"] is JsonArray parts
            ? (string?)parts.OfType<JsonObject>().FirstOrDefault(found => (string?)found["name"] == part)?["detail"]
            : throw new HttpRequestException($"It answers {(int)response.StatusCode}.");
    }

    public void Dispose() => http.Dispose();
}
