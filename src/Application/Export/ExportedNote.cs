using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>A note for agents as it is stored.</summary>
public sealed record ExportedNote : Personal
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Text { get; init; }

    /// <summary>The flow that has written it.</summary>
    public required string? Flow { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
