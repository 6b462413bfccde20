using System.Text.Json;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>The customer as they are stored.</summary>
public sealed record ExportedCustomer : Personal
{
    public required Guid Id { get; init; }

    /// <summary>Digits; null for a customer who is known only by a business-scoped user id.</summary>
    public required string? PhoneNumber { get; init; }

    public required string? Bsuid { get; init; }

    public required string? Name { get; init; }

    /// <summary>A person of the business has named them.</summary>
    public required bool IsNamedByUs { get; init; }

    public required string Language { get; init; }

    /// <summary>False: what they write is stored and never answered.</summary>
    public required bool IsActive { get; init; }

    public required DateTimeOffset? OptedOutAt { get; init; }

    public required DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>The business's own.</summary>
    public required IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
