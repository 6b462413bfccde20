using System.Text.Json;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Customers;

/// <summary>A customer as an agent sees them.</summary>
public sealed record CustomerView : Personal, IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>Raised whenever a person changes something here; what an <c>If-Match</c> is compared with.</summary>
    public required long Version { get; init; }

    public string? Name { get; init; }

    /// <summary>A person of ours has named them: what WhatsApp calls them does not replace it.</summary>
    public required bool IsNamedByUs { get; init; }

    /// <summary>Digits; null for a customer who is known only by a business-scoped user id.</summary>
    public string? Phone { get; init; }

    public string? Bsuid { get; init; }

    public required string Language { get; init; }

    /// <summary>False: what they write is stored and never answered.</summary>
    public required bool IsActive { get; init; }

    public DateTimeOffset? OptedOutAt { get; init; }

    /// <summary>It opens the service window.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>The business's own: a JSON object.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static CustomerView From(Customer customer) => new()
    {
        Id = customer.Id.Value,
        Version = customer.Version,
        Name = customer.Name,
        IsNamedByUs = customer.IsNamedByUs,
        Phone = customer.PhoneNumber?.Digits,
        Bsuid = customer.Bsuid,
        Language = customer.Language,
        IsActive = customer.IsActive,
        OptedOutAt = customer.OptedOutAt,
        LastHeardAt = customer.LastHeardAt,
        Metadata = MetadataText.Read(customer.Metadata),
        CreatedAt = customer.CreatedAt,
        UpdatedAt = customer.UpdatedAt,
    };
}
