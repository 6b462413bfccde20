using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Export;

/// <summary>A message as it is stored.</summary>
public sealed record ExportedMessage : Personal
{
    public required Guid Id { get; init; }

    /// <summary>Its place among all messages.</summary>
    public required long Seq { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Its place in the conversation.</summary>
    public required int Ordinal { get; init; }

    public required string? ProviderMessageId { get; init; }

    public required Direction Direction { get; init; }

    public required MessageType MessageType { get; init; }

    public required string? Content { get; init; }

    /// <summary>JSON: a picture's or document's address and name, a position, contact cards; what opens a list of ours.</summary>
    public required string? Media { get; init; }

    /// <summary>What could be tapped.</summary>
    public required IReadOnlyList<ReplyOption> Options { get; init; }

    public required string SenderNumber { get; init; }

    public required string RecipientNumber { get; init; }

    public required DeliveryStatus DeliveryStatus { get; init; }

    public required string? FailureReason { get; init; }

    public required Author Author { get; init; }

    /// <summary>The agent or the key that wrote it.</summary>
    public required Guid? WrittenBy { get; init; }

    public required long OwnershipEpoch { get; init; }

    /// <summary>The language model that wrote it.</summary>
    public required string? LlmModelUsed { get; init; }

    public required int? Tokens { get; init; }

    /// <summary>Millionths of a US dollar.</summary>
    public required long? LlmCost { get; init; }

    /// <summary>Seconds.</summary>
    public required double? ProcessingTime { get; init; }

    /// <summary>The message that did not arrive, whose words these are once more.</summary>
    public required Guid? ResendOf { get; init; }

    /// <summary>It waits to be sent.</summary>
    public required bool IsQueued { get; init; }

    public required DateTimeOffset? ClaimedAt { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset? UnknownSince { get; init; }

    public required int Repeats { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? SentAt { get; init; }

    public required DateTimeOffset? DeliveredAt { get; init; }

    public required DateTimeOffset? ReadAt { get; init; }
}
