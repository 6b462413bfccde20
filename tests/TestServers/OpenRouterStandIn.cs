using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <param name="Model">Whom the question was put to.</param>
/// <param name="Body">The request as JSON.</param>
public sealed record OpenRouterStandInRequest(string Model, string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

/// <summary>Stands in for OpenRouter over real HTTP. Each model answers as it is scripted; who is not scripted says hello.</summary>
public sealed class OpenRouterStandIn : IAsyncDisposable
{
    private const string BasePath = "/api/v1";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<OpenRouterStandInAnswer>> scripts = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<OpenRouterStandInRequest> requests = new();

    private StandInServer server = null!;

    private OpenRouterStandIn()
    {
    }

    /// <summary>What OPENROUTER_BASE_URL is set to.</summary>
    public Uri BaseUrl => new(server.Address, BasePath);

    /// <summary>What it tells of its keys and models.</summary>
    public OpenRouterStandInLists Lists { get; } = new();

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<OpenRouterStandInRequest> Requests => [.. requests];

    public static async Task<OpenRouterStandIn> StartAsync()
    {
        var standIn = new OpenRouterStandIn();
        standIn.server = await StandInServer.StartAsync(standIn.AnswerAsync);
        return standIn;
    }

    /// <summary>How the model treats its next requests, one each; the last one holds on. Replaces what was scripted before.</summary>
    public void Script(string model, params IEnumerable<OpenRouterStandInAnswer> answers) => scripts[model] = new(answers);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (Lists.Of(context.Request) is { } listed)
        {
            await WriteAsync(context, listed, model: "", cancellationToken);
            return;
        }

        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: cancellationToken);
        var body = document.RootElement.Clone();
        var model = body.GetProperty("model").GetString()!;
        requests.Enqueue(new OpenRouterStandInRequest(
            model,
            context.Request.Path.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        switch (Next(model))
        {
            case OpenRouterStandInAnswer.Fixed answer:
                await WriteAsync(context, answer, model, cancellationToken);
                break;
            case OpenRouterStandInAnswer.Hanging:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private OpenRouterStandInAnswer Next(string model)
    {
        if (!scripts.TryGetValue(model, out var script) || !script.TryPeek(out var answer))
        {
            return OpenRouterStandInAnswer.Text($"Hello from {model}");
        }

        if (script.Count > 1)
        {
            script.TryDequeue(out _);
        }

        return answer;
    }

    private static async Task WriteAsync(HttpContext context, OpenRouterStandInAnswer.Fixed answer, string model, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body.Replace(OpenRouterStandInAnswer.ModelPlace, model, StringComparison.Ordinal));
        context.Response.StatusCode = answer.Code;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (answer.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        }

        await context.Response.Body.WriteAsync(body, cancellationToken);
    }
}
