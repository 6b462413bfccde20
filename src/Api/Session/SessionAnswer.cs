using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Api.Session;

/// <summary>Who asks, and what they may do.</summary>
public sealed record SessionAnswer : Personal
{
    public required ActorKind Kind { get; init; }

    /// <summary>The agent's or the key's.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a key.</summary>
    public string? Email { get; init; }

    /// <summary>Null for a key.</summary>
    public Role? Role { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>The password was given by somebody else: until it is changed there is no permission.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>When one has to sign in again; null for a key.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Goes as the header X-CSRF-Token with whatever changes something; null for a key, which needs none.</summary>
    public string? CsrfToken { get; init; }

    public static SessionAnswer Of(Actor actor) => new()
    {
        Kind = actor.Kind,
        Id = actor.Id,
        Name = actor.Name,
        Permissions = [.. Permission.All.Where(actor.May)],
    };

    public static SessionAnswer Of(SignedIn signedIn, string? csrfToken) => Of(signedIn.ToActor()) with
    {
        Email = signedIn.Email,
        Role = signedIn.Role,
        MustChangePassword = signedIn.MustChangePassword,
        ExpiresAt = signedIn.ExpiresAt,
        CsrfToken = csrfToken,
    };
}
