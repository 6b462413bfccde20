using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A message as an agent sees it.</summary>
public sealed record MessageView : Personal
{
    private static readonly Dictionary<Guid, string> NobodyKnown = [];

    public required Guid Id { get; init; }

    public required int Ordinal { get; init; }

    public required Direction Direction { get; init; }

    public required MessageType Type { get; init; }

    public string? Content { get; init; }

    /// <summary>JSON: a picture's or document's address and name, a position, contact cards; what opens a list of ours.</summary>
    public string? Media { get; init; }

    public IReadOnlyList<ReplyOption> Options { get; init; } = [];

    public required DeliveryStatus Status { get; init; }

    public string? FailureReason { get; init; }

    public required Author Author { get; init; }

    /// <summary>The person, or the program with a key, who wrote it; null for everybody else, and in rows of older versions.</summary>
    public WriterView? WrittenBy { get; init; }

    /// <summary>What a language model's answer took; null for everything else.</summary>
    public ModelUsage? Model { get; init; }

    /// <summary>Seconds from the arrival of what it answers to its being written.</summary>
    public double? ProcessingTime { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    public static MessageView From(Message message) => From(message, NobodyKnown);

    /// <param name="message">As it is kept.</param>
    /// <param name="writers">The names of those who wrote, by their ids; whoever is not in it is told by the id alone.</param>
    public static MessageView From(Message message, IReadOnlyDictionary<Guid, string> writers) => new()
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
        WrittenBy = message.WrittenBy is { } writer ? new WriterView(writer, writers.GetValueOrDefault(writer)) : null,
        Model = message.Model,
        ProcessingTime = message.ProcessingTime?.TotalSeconds,
        CreatedAt = message.CreatedAt,
        SentAt = message.SentAt,
        DeliveredAt = message.DeliveredAt,
        ReadAt = message.ReadAt,
    };
}

/// <summary>An agent or a key.</summary>
/// <param name="Name">As they are called now; null for whom nobody knows any more.</param>
public sealed record WriterView(Guid Id, string? Name) : Personal;
