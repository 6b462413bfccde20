namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>A key of a program. The key itself is not kept: who loses it gets another one.</summary>
public sealed class ApiKeyRecord
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256: a key is 256 random bits, which nobody guesses from a fast hash either.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The last characters, by which people tell keys apart.</summary>
    public required string Hint { get; set; }

    /// <summary>What it may do, by <see cref="Domain.Access.Permission"/>, separated by blanks.</summary>
    public required string Scopes { get; set; }

    public Guid CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null: it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>To the minute: a busy key is not written to with each request.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
