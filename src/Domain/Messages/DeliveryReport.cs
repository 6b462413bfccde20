using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>What the provider says became of a message of ours. It matches by its ids alone, never by its time.</summary>
public sealed record DeliveryReport : Personal
{
    public string? RequestId { get; init; }

    /// <summary>WhatsApp's id (<c>wamid.…</c>), without MSG91's <c>_callback</c>.</summary>
    public string? Uuid { get; init; }

    /// <summary>Our own reference (<c>CRQID</c>), when it is one of our message ids.</summary>
    public MessageId? Reference { get; init; }

    /// <summary>Null for a word that moves nothing (queued, submitted, clicked).</summary>
    public DeliveryStatus? Status { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>The id that a report is most likely found by: session sends are known by their uuid, templates by their request.</summary>
    public string PrimaryId => Uuid ?? RequestId ?? Reference?.Value.ToString("N") ?? throw new InvalidOperationException("A report has an id.");
}
