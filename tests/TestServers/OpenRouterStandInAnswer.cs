using System.Globalization;
using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>How <see cref="OpenRouterStandIn"/> treats a request to one model.</summary>
public abstract record OpenRouterStandInAnswer
{
    private OpenRouterStandInAnswer()
    {
    }

    /// <summary>Says nothing until the caller hangs up.</summary>
    public static OpenRouterStandInAnswer Hang { get; } = new Hanging();

    /// <summary>Cuts the connection.</summary>
    public static OpenRouterStandInAnswer Drop { get; } = new Dropping();

    /// <summary>A 200 that holds nothing to say, and is charged.</summary>
    public static OpenRouterStandInAnswer Empty { get; } = Completion("null", "0.0001");

    /// <param name="cost">US dollars as they stand in the JSON; null: not told.</param>
    public static OpenRouterStandInAnswer Text(string text, string? cost = "0.000371", int tokens = 856) =>
        Completion(JsonSerializer.Serialize(text), cost, tokens);

    /// <param name="contentJson">The message's content: a string, an array of parts or null.</param>
    /// <param name="model">Who says that it answered; null: the one that was asked.</param>
    public static OpenRouterStandInAnswer Completion(
        string contentJson, string? cost = null, int tokens = 10, string finishReason = "stop", string? model = null) =>
        new Fixed(
            200,
            string.Create(CultureInfo.InvariantCulture, $$$"""
                {"id":"gen-1","object":"chat.completion","model":"{{{model ?? ModelPlace}}}",
                 "choices":[{"index":0,"finish_reason":"{{{finishReason}}}","message":{"role":"assistant","content":{{{contentJson}}},"refusal":null}}],
                 "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":{{{tokens}}},"cost":{{{cost ?? "null"}}}}}
                """),
            null);

    /// <param name="metadataJson">The error's metadata object.</param>
    public static OpenRouterStandInAnswer Error(int code, string metadataJson = "{}", string message = "went wrong", string? retryAfter = null) =>
        new Fixed(code, ErrorBody(code, message, metadataJson), retryAfter);

    /// <summary>A 200 with an error at its root.</summary>
    public static OpenRouterStandInAnswer ErrorIn200(int code, string metadataJson = "{}") =>
        new Fixed(200, ErrorBody(code, "went wrong", metadataJson), null);

    public static OpenRouterStandInAnswer Raw(int status, string body, string? retryAfter = null) => new Fixed(status, body, retryAfter);

    internal const string ModelPlace = "(the model that was asked)";

    private static string ErrorBody(int code, string message, string metadataJson) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"error":{"code":{{code}},"message":{{JsonSerializer.Serialize(message)}},"metadata":{{metadataJson}}},"user_id":"user_x"}""");

    internal sealed record Fixed(int Code, string Body, string? RetryAfter) : OpenRouterStandInAnswer;

    internal sealed record Hanging : OpenRouterStandInAnswer;

    internal sealed record Dropping : OpenRouterStandInAnswer;
}
