using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>What is kept for agents beside what is said; it never leaves.</summary>
/// <param name="Flow">The flow that has written it; null where none has.</param>
public sealed record Note(Guid Id, ConversationId ConversationId, string Text, string? Flow, DateTimeOffset CreatedAt) : Personal
{
    /// <summary>What WhatsApp lets anybody write in one message.</summary>
    public const int MaxLength = 4096;

    /// <returns>Null: there is nothing in it.</returns>
    public static Note? Of(ConversationId conversation, string text, string? flow, DateTimeOffset now) =>
        TextCut.Clean(text, MaxLength) is { Length: > 0 } kept ? new Note(Guid.CreateVersion7(now), conversation, kept, flow, now) : null;
}
