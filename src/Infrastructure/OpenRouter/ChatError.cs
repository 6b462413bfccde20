using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>An error of OpenRouter, whether it came with a status or inside a 200.</summary>
internal static partial class ChatError
{
    /// <param name="error">OpenRouter's error object; null where there is only a status.</param>
    /// <param name="headerWait">What the header asks for.</param>
    public static ModelAttempt.Failed From(JsonElement? error, int httpStatus, TimeSpan? headerWait, ModelUsage? spent)
    {
        var metadata = error.Field("metadata");
        var availability = error.Field("availability");
        var status = error.Field("code").Integer() ?? error.Field("http_status").Integer() ?? httpStatus;
        var type = Word(metadata.Field("error_type").Text() ?? error.Field("error_type").Text() ?? availability.Field("code").Text());
        var source = Word(metadata.Field("limit_source").Text());
        var wait = headerWait ?? Seconds(metadata.Field("retry_after_seconds")) ?? Seconds(availability.Field("retry_after"));
        return new ModelAttempt.Failed(
            string.Join(' ', new[] { status.ToString(CultureInfo.InvariantCulture), type, source }.OfType<string>()),
            RemedyFor(status, type, source, availability.Field("retryable").Truth(), wait),
            wait,
            spent);
    }

    private static Remedy RemedyFor(int status, string? type, string? source, bool? retryable, TimeSpan? wait) => status switch
    {
        401 => Remedy.None,

        // What is in flight counts against the budget until it is settled: it is over in a moment.
        402 when source == "openrouter_in_flight_budget" && wait is not null => Remedy.SameModel,
        402 => Remedy.None,

        // A spent key is a 403 in newer versions; a moderated question may pass elsewhere.
        403 when source is not null || type is "permission_denied" or "payment_required" or "authentication" => Remedy.None,
        408 or 429 or >= 500 when retryable != false => Remedy.SameModel,
        _ => Remedy.NextModel,
    };

    private static TimeSpan? Seconds(JsonElement? element) =>
        element.Amount() is { } seconds ? RetryAfter.Bound(TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, 3_600))) : null;

    /// <summary>One of OpenRouter's fixed words, or nothing: free text could quote the customer.</summary>
    private static string? Word(string? value) => value is not null && FixedWord().IsMatch(value) ? value : null;

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex FixedWord();
}
