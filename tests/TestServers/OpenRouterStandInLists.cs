using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>What OpenRouter tells whoever asks by GET: of the key, and of its models, in pages of two.</summary>
public sealed class OpenRouterStandInLists
{
    private const int PageLength = 2;

    /// <summary>Who does not come with this key gets a 401. Null: every key is right.</summary>
    public string? Key { get; set; }

    /// <summary>In dollars; null: none.</summary>
    public decimal? Limit { get; set; } = 20;

    public decimal Usage { get; set; } = 3.5m;

    /// <summary>Each with the day on which it ends, where it does.</summary>
    public IReadOnlyDictionary<string, string?> Models { get; set; } =
        new Dictionary<string, string?> { ["vendor/other"] = null, ["vendor/primary"] = null, ["vendor/second"] = null, ["vendor/third"] = null };

    internal OpenRouterStandInAnswer.Fixed? Of(HttpRequest request) =>
        request.Method != HttpMethods.Get ? null
        : Key is not null && request.Headers.Authorization != $"Bearer {Key}" ? Answer(401, new { error = new { code = 401, message = "No auth credentials found" } })
        : request.Path.Value!.EndsWith("/key", StringComparison.Ordinal) ? Answer(200, new { data = new { label = "a key", limit = Limit, limit_remaining = Limit - Usage, usage = Usage } })
        : request.Path.Value.EndsWith("/models", StringComparison.Ordinal) ? Page(int.TryParse(request.Query["offset"], out var offset) ? offset : 0)
        : Answer(404, new { error = new { code = 404, message = "Not found" } });

    private OpenRouterStandInAnswer.Fixed Page(int offset) => Answer(200, new
    {
        data = Models.Skip(offset).Take(PageLength).Select(model => new { id = model.Key, name = model.Key, expiration_date = model.Value }),
        total_count = Models.Count,
        links = new { next = offset + PageLength < Models.Count ? $"https://openrouter.example/api/v1/models?offset={offset + PageLength}" : null },
    });

    private static OpenRouterStandInAnswer.Fixed Answer(int code, object body) => new(code, JsonSerializer.Serialize(body), null);
}
