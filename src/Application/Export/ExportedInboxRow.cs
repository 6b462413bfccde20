using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>Something that was posted, as it is kept in the inbox.</summary>
public sealed record ExportedInboxRow : Personal
{
    public required long Id { get; init; }

    public required InboxKind Kind { get; init; }

    /// <summary>Our number that was written to.</summary>
    public required string IntegratedNumber { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>As it came; null where it is no text at all.</summary>
    public required string? Body { get; init; }

    /// <summary>As it came, where it is not UTF-8.</summary>
    public required string? Base64 { get; init; }

    public required InboxState State { get; init; }

    public required int Attempts { get; init; }

    public required int Recoveries { get; init; }

    public required DateTimeOffset? NextAttemptAt { get; init; }

    public required string? Error { get; init; }
}
