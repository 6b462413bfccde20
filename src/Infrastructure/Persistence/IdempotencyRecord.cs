using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>A request that had an effect, by the key that whoever asked gave to it: asked again with the same key, it has no second one.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Who asked: keys of different callers do not meet.</summary>
    public Guid ActorId { get; set; }

    public LookupHash KeyHash { get; set; }

    /// <summary>Of all that was asked for: another request under the same key is refused.</summary>
    public LookupHash RequestHash { get; set; }

    /// <summary>What it had for an effect, as whoever stored it reads it.</summary>
    public required string Result { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
