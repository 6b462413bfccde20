using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Agents;

/// <summary>A person of the business as colleagues see them.</summary>
public sealed record AgentView : Personal, IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>What they sign in with.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <summary>False: may not sign in, and is signed out.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The password was given to them; until they choose one of their own they may do nothing else.</summary>
    public required bool MustChangePassword { get; init; }

    /// <summary>Until then nobody signs in with their e-mail, after too many wrong passwords; null when it is not locked.</summary>
    public required DateTimeOffset? LockedUntil { get; init; }

    public required DateTimeOffset? LastSignInAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised by each change; <c>If-Match</c> takes it.</summary>
    public required long Version { get; init; }
}
