using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Keys;

/// <summary>A key of a program, without the key.</summary>
public sealed record ApiKeyView : Personal
{
    public required Guid Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Its last characters, by which people tell keys apart.</summary>
    public required string Hint { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The agent or the key that made it.</summary>
    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it opens nothing; null = it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; null = never.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Since then it opens nothing; null = it was not revoked.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);
}
