using System.Net;
using System.Text.Json;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Reads an answer of OpenRouter, which may be an error in three places of a 200.</summary>
internal static class ChatAnswer
{
    private const int LongestName = 200;

    private const decimal MicroDollars = 1_000_000m;

    /// <summary>A thousand dollars for one answer is a misreading, not a price.</summary>
    private const decimal MostCredible = 1_000m;

    public static ModelAttempt Read(HttpStatusCode status, ArrivedContent body, TimeSpan? retryAfter, string askedModel)
    {
        var root = LenientJson.Parse(body.Bytes);
        var choice = root.Field("choices").First();
        var usage = UsageIn(root, askedModel);
        var error = root.Field("error") is { ValueKind: JsonValueKind.Object } top ? top : choice.Field("error");
        if ((int)status is < 200 or > 299 || error is { ValueKind: JsonValueKind.Object })
        {
            return ChatError.From(error, (int)status == 200 ? 500 : (int)status, retryAfter, usage);
        }

        return choice.Field("finish_reason").Text() switch
        {
            "error" => new ModelAttempt.Failed("finished with an error", Remedy.SameModel, Spent: usage),
            "content_filter" => new ModelAttempt.Failed("held back by a filter", Remedy.NextModel, Spent: usage),

            // Also "length": an answer that was cut is still an answer.
            _ when TextIn(choice.Field("message").Field("content")) is { Length: > 0 } text =>
                new ModelAttempt.Answered(text, usage ?? new ModelUsage(askedModel, 0, null)),
            _ => new ModelAttempt.Failed(body.IsWhole ? "answered nothing" : "answer cut off", Remedy.NextModel, Spent: usage),
        };
    }

    /// <summary>A string, or parts of which some are text.</summary>
    private static string TextIn(JsonElement? content) => content is { ValueKind: JsonValueKind.Array }
        ? string.Concat(content.Items().Select(part => ((JsonElement?)part).Field("text").Text())).Trim()
        : content is { ValueKind: JsonValueKind.String } ? content.Text()?.Trim() ?? "" : "";

    private static ModelUsage? UsageIn(JsonElement? root, string askedModel)
    {
        if (root.Field("usage") is not { ValueKind: JsonValueKind.Object } usage)
        {
            return null;
        }

        var name = root.Field("model").Text() is { Length: <= LongestName } answered ? answered : askedModel;
        return new ModelUsage(name, ((JsonElement?)usage).Field("total_tokens").Integer() ?? 0, Cost(((JsonElement?)usage).Field("cost").Amount()));
    }

    private static long? Cost(decimal? dollars) =>
        dollars is >= 0 and <= MostCredible ? (long)decimal.Round(dollars.Value * MicroDollars, MidpointRounding.AwayFromZero) : null;
}
