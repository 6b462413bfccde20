using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>
/// What OpenRouter is asked. One model at a time: its own <c>models</c> list takes three at most, falls back without a word and gives a
/// hanging model all the time there is.
/// </summary>
/// <param name="User">Tells OpenRouter's abuse checks our customers apart without saying who they are.</param>
/// <param name="SessionId">Keeps a conversation at one provider, whose prompt cache it then hits.</param>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ChatLine> Messages, int MaxTokens, double Temperature, string User, string SessionId, bool Stream)
{
    public static ChatRequest For(string model, ModelQuestion question, Persona persona, OpenRouterOptions options) => new(
        model,
        [
            new ChatLine("system", persona.For(question.CustomerName, question.Language, question.Topic)),
            .. question.History
                .Where(line => !string.IsNullOrWhiteSpace(line.Text))
                .Select(line => new ChatLine(line.Author == Author.Customer ? "user" : "assistant", PromptData.Cut(line.Text))),
            new ChatLine("user", PromptData.Cut(question.Text)),
        ],
        options.MaxTokens,
        options.Temperature,
        question.SessionId,
        question.SessionId,
        Stream: false);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ChatRequestJson.Unescaped.ChatRequest);
}

internal sealed record ChatLine(string Role, string Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatRequest))]
internal sealed partial class ChatRequestJson : JsonSerializerContext
{
    /// <summary>Letters of every script go as they are.</summary>
    public static ChatRequestJson Unescaped { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
