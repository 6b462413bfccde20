using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Access;

/// <summary>Sessions of agents who signed in, shared by all processes.</summary>
public interface ISignIns
{
    /// <summary>In one transaction: the session begins, the one that the request brought ends, and tries are counted from the beginning.</summary>
    /// <returns>Null: the password or the agent's standing was changed meanwhile, and nothing was stored.</returns>
    Task<SignedIn?> OpenAsync(NewSignIn session, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Ends it, and writes the entry where there was one to end.</summary>
    Task CloseAsync(SignInId session, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The session with its agent as they are now; null once it has expired or ended, and for whoever is not active.</summary>
    Task<SignedIn?> FindAsync(SignInId session, CancellationToken cancellationToken);
}

/// <param name="By">Who signed in, by a password that was right.</param>
/// <param name="Brought">A session that the same browser has already.</param>
public sealed record NewSignIn(SignInId Id, RightPassword By, SignInId? Brought, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt) : Personal;

/// <summary>A session, and who has it.</summary>
public sealed record SignedIn(SignInId Session, AgentId Agent, string Name, string Email, Role Role, bool MustChangePassword, DateTimeOffset ExpiresAt) : Personal
{
    /// <summary>As they may act now: not at all while the password is one that somebody else gave them.</summary>
    public Actor ToActor() => new(ActorKind.Agent, Agent.Value, Name, MustChangePassword ? new HashSet<string>() : Role.PermissionsOf());
}
