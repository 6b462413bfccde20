using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>The people of the business. Each change is one transaction with its entry in the audit log.</summary>
public interface IAgents
{
    /// <summary>In the order in which they came, by id; only who stands strictly behind <paramref name="after"/>.</summary>
    Task<IReadOnlyList<AgentView>> ListAsync(AgentId? after, int limit, CancellationToken cancellationToken);

    Task<AgentView?> FindAsync(AgentId id, CancellationToken cancellationToken);

    /// <returns>Refused with <see cref="EmailTaken"/> when somebody has that e-mail.</returns>
    Task<Result<AgentView>> AddAsync(NewAgent agent, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Adds the first one there is; of several processes that start at once only one asks for it.</summary>
    /// <returns>False: there is somebody already.</returns>
    Task<bool> AddFirstAsync(Func<(NewAgent Agent, AuditEntry Entry)> first, CancellationToken cancellationToken);

    /// <summary>
    /// Stores e-mail, name, role and standing where the account still is as it was read. Who is not active any more is signed out. Of two
    /// who take the last administrators away at once, one is refused.
    /// </summary>
    /// <returns>Refused with <see cref="EmailTaken"/>, <see cref="LastAdministrator"/>, or <see cref="AgentMovedOn"/> when it has moved on.</returns>
    Task<Result<AgentView>> ChangeAsync(AgentView before, AgentView after, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Gives a password that must be changed, lifts the lock and ends all sessions of theirs.</summary>
    /// <inheritdoc cref="ChangeAsync" path="/returns"/>
    Task<Result<AgentView>> ResetPasswordAsync(AgentView before, string password, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Lifts the lock and counts wrong passwords from the beginning.</summary>
    /// <inheritdoc cref="ChangeAsync" path="/returns"/>
    Task<Result<AgentView>> UnlockAsync(AgentView before, AuditEntry entry, CancellationToken cancellationToken);
}

/// <param name="MustChangePassword">The password was made for them by somebody else.</param>
public sealed record NewAgent(AgentId Id, string Email, string Name, Role Role, string Password, bool MustChangePassword, DateTimeOffset CreatedAt) : Personal;
