using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A message as an agent sees it.</summary>
public sealed record MessageView : Personal
{
    public required Guid Id { get; init; }

    public required int Ordinal { get; init; }

    public required Direction Direction { get; init; }

    public required MessageType Type { get; init; }

    public string? Content { get; init; }

    /// <summary>JSON: a picture's or document's address and name, a position, contact cards.</summary>
    public string? Media { get; init; }

    public IReadOnlyList<ReplyOption> Options { get; init; } = [];

    public required DeliveryStatus Status { get; init; }

    public string? FailureReason { get; init; }

    public required Author Author { get; init; }

    /// <summary>What a language model's answer took; null for everything else.</summary>
    public ModelUsage? Model { get; init; }

    /// <summary>Seconds from the arrival of what it answers to its being written.</summary>
    public double? ProcessingTime { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    public static MessageView From(Message message) => new()
    {
        Id = message.Id.Value,
        Ordinal = message.Ordinal,
        Direction = message.Direction,
        Type = message.Type,
        Content = message.Content,
        Media = message.Media,
        Options = message.Options,
        Status = message.Status,
        FailureReason = message.FailureReason,
        Author = message.Author,
        Model = message.Model,
        ProcessingTime = message.ProcessingTime?.TotalSeconds,
        CreatedAt = message.CreatedAt,
        SentAt = message.SentAt,
        DeliveredAt = message.DeliveredAt,
        ReadAt = message.ReadAt,
    };
}
