using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <inheritdoc cref="Customer" />
internal sealed record StoredCustomer
{
    public required Guid Id { get; init; }

    public string? PhoneNumber { get; init; }

    public Guid? PhoneHash { get; init; }

    public string? Bsuid { get; init; }

    public Guid? BsuidHash { get; init; }

    public string? Name { get; init; }

    public required bool IsNamedByUs { get; init; }

    public required string Language { get; init; }

    public required bool IsActive { get; init; }

    public DateTimeOffset? OptedOutAt { get; init; }

    public DateTimeOffset? LastHeardAt { get; init; }

    public string? Metadata { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static StoredCustomer From(Customer customer) => new()
    {
        Id = customer.Id.Value,
        PhoneNumber = customer.PhoneNumber?.Digits,
        PhoneHash = customer.PhoneHash?.Value,
        Bsuid = customer.Bsuid,
        BsuidHash = customer.BsuidHash?.Value,
        Name = customer.Name,
        IsNamedByUs = customer.IsNamedByUs,
        Language = customer.Language,
        IsActive = customer.IsActive,
        OptedOutAt = customer.OptedOutAt,
        LastHeardAt = customer.LastHeardAt,
        Metadata = customer.Metadata,
        Version = customer.Version,
        CreatedAt = customer.CreatedAt,
        UpdatedAt = customer.UpdatedAt,
    };

    public Customer ToCustomer() => new()
    {
        Id = new CustomerId(Id),
        PhoneNumber = PhoneNumber is { } digits ? Domain.Customers.PhoneNumber.FromStored(digits) : null,
        PhoneHash = PhoneHash is { } phone ? new LookupHash(phone) : null,
        Bsuid = Bsuid,
        BsuidHash = BsuidHash is { } bsuid ? new LookupHash(bsuid) : null,
        Name = Name,
        IsNamedByUs = IsNamedByUs,
        Language = Language,
        IsActive = IsActive,
        OptedOutAt = OptedOutAt,
        LastHeardAt = LastHeardAt,
        Metadata = Metadata,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    /// <summary>A record would print the name and the number.</summary>
    public override string ToString() => Id.ToString();
}
