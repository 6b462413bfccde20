using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>One message in either direction, as it is kept.</summary>
public sealed record Message
{
    public required MessageId Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required CustomerId CustomerId { get; init; }

    /// <summary>Its place in the conversation, from 1, without gaps.</summary>
    public required int Ordinal { get; init; }

    public string? ProviderMessageId { get; init; }

    public required Direction Direction { get; init; }

    public required MessageType Type { get; init; }

    public string? Content { get; init; }

    /// <summary>JSON: a picture's or document's address and name, a position, contact cards; what opens a list of ours.</summary>
    public string? Media { get; init; }

    /// <summary>What can be tapped under an outbound message; empty for plain text, also where a store has kept nothing.</summary>
    public IReadOnlyList<ReplyOption> Options { get => field ?? []; init; } = [];

    public required string SenderNumber { get; init; }

    public required string RecipientNumber { get; init; }

    public required DeliveryStatus Status { get; init; }

    public string? FailureReason { get; init; }

    public required Author Author { get; init; }

    /// <summary>The person, or the program with a key, who wrote it; null for everybody else, and in rows of older versions.</summary>
    public Guid? WrittenBy { get; init; }

    /// <summary>The conversation's ownership epoch when it was written.</summary>
    public required long OwnershipEpoch { get; init; }

    /// <summary>What a language model's answer took; null for everything else.</summary>
    public ModelUsage? Model { get; init; }

    /// <summary>From the arrival of what it answers to its being written.</summary>
    public TimeSpan? ProcessingTime { get; init; }

    /// <summary>The message that did not arrive, whose words these are once more; null for everything else.</summary>
    public MessageId? ResendOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Ours, and nothing is known of its having arrived: a person may have its words sent once more.</summary>
    public bool CanBeSentAnew =>
        Direction == Direction.Outbound && Status is DeliveryStatus.Failed or DeliveryStatus.Unknown or DeliveryStatus.Cancelled;

    /// <summary>What is said to the customer in their conversation; <paramref name="part"/> is cut already (<see cref="WhatsAppShape"/>).</summary>
    public static Message Of(Reply part, Author author, Conversation conversation, Customer customer, int ordinal, DateTimeOffset now) => new()
    {
        Id = MessageId.New(now),
        ConversationId = conversation.Id,
        CustomerId = customer.Id,
        Ordinal = ordinal,
        Direction = Direction.Outbound,
        Type = part.Media?.Kind
            ?? (part.Location is not null ? MessageType.Location : part.Options.Count > 0 ? MessageType.Interactive : MessageType.Text),
        Content = part.Text.Length > 0 ? part.Text : null,
        Media = MediaText.Write(part),
        Options = part.Options,
        SenderNumber = conversation.IntegratedNumber,
        RecipientNumber = customer.Address,
        Status = DeliveryStatus.Pending,
        Author = author,
        OwnershipEpoch = conversation.OwnershipEpoch,
        CreatedAt = now,
    };

    /// <summary>The id only: a record would print what was written.</summary>
    public override string ToString() => Id.ToString();
}

public enum Direction
{
    Inbound,
    Outbound,
}

/// <summary>Who wrote it. What is perhaps sent is repeated for a bot or a model, never for an agent.</summary>
public enum Author
{
    Customer,
    Bot,
    Model,
    Agent,
}

/// <summary>What an answer of a language model took.</summary>
/// <param name="Name">The model that really answered, which may be a fallback.</param>
/// <param name="Tokens">Prompt and completion together.</param>
/// <param name="CostMicroDollars">What was charged, in millionths of a US dollar; null when the provider did not say.</param>
public sealed record ModelUsage(string Name, int Tokens, long? CostMicroDollars);
