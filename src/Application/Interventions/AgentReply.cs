using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What an agent wants to say, before it belongs to a conversation.</summary>
internal sealed record AgentReply(Reply Said) : Personal
{
    public static AgentReply Of(ReplyToCustomer command) => new(new Reply(
        command.Text!,
        [.. (command.Options ?? []).Select((option, index) => new ReplyOption(option!.Id ?? IdOf(index), option.Title!))]));

    /// <summary>All that makes it another request, for its hash. What is not there is not written: a request that was hashed by an older version is still the same.</summary>
    public string ToText(ConversationId conversation) =>
        JsonSerializer.Serialize(new Asked("reply", conversation.Value, Said.Text, Said.Options), AgentReplyJson.Default.Asked);

    /// <summary>As many messages as WhatsApp needs for it, next in the conversation.</summary>
    public IReadOnlyList<Message> MessagesIn(OwnedConversation found, Actor by, DateTimeOffset now)
    {
        var (customer, conversation) = found;
        return
        [
            .. WhatsAppShape.Fit(Said).Select((part, index) =>
                Message.Of(part, Author.Agent, conversation, customer, conversation.NextOrdinal + index, now) with { WrittenBy = by.Id }),
        ];
    }

    /// <summary>That something was said, and as which messages; never what.</summary>
    public static AuditEntry Entry(Actor by, Conversation before, Conversation after, IReadOnlyList<Message> messages) => ConversationAudit.Entry(
        by,
        ConversationAudit.Replied,
        before,
        after,
        ("messages", messages.Select(message => message.Id.ToString())),
        ("count", messages.Count));

    /// <summary>Not one that any flow gives to its own.</summary>
    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"reply.{index + 1}");

    internal sealed record Asked(string Kind, Guid Conversation, string Text, IReadOnlyList<ReplyOption> Options) : Personal;
}

/// <summary>What a reply has done, as it is kept with its key.</summary>
internal sealed record ReplyEffect(long Version, int FirstOrdinal, int Count)
{
    public string ToText() => JsonSerializer.Serialize(this, AgentReplyJson.Default.ReplyEffect);

    public static ReplyEffect Read(string text) =>
        JsonSerializer.Deserialize(text, AgentReplyJson.Default.ReplyEffect) ?? throw new JsonException("The effect of a reply is empty.");
}

[JsonSerializable(typeof(AgentReply.Asked))]
[JsonSerializable(typeof(ReplyEffect))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AgentReplyJson : JsonSerializerContext;
