using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>There is no such agent.</summary>
public sealed record AgentNotFound(AgentId Agent) : NotFoundError("agent_not_found", $"There is no agent {Agent}.");

/// <summary>Two agents cannot sign in with the same e-mail.</summary>
public sealed record EmailTaken() : ConflictError("email_taken", "Another agent has this e-mail. Take another one, or change that agent.");

/// <summary>Without an administrator nobody could make one.</summary>
public sealed record LastAdministrator()
    : ConflictError("last_administrator", "This is the last active administrator. Make another agent an administrator first.");

/// <summary>Nobody raises themselves, and nobody shuts themselves out by a slip.</summary>
public sealed record OwnRole() : ForbiddenError("own_role", "Nobody changes their own role, or shuts themselves out. Another administrator can.");

/// <summary>Whoever sits down at an open screen does not know the present password, and must not get another one.</summary>
public sealed record OwnPassword() : ForbiddenError(
    "own_password", "This is for the passwords of others. One's own is changed with PUT /api/v1/session/password, which asks for the present one.");

/// <summary>Who could give what they do not have would have it a moment later.</summary>
public sealed record RoleTooHigh(Role Role) : ForbiddenError(
    "role_too_high", $"This takes everything that the role {Role.ToString().ToLowerInvariant()} may do, and whoever has this key may do less.");

/// <summary>It was changed since it was read.</summary>
/// <param name="Version">The present one.</param>
public sealed record AgentMovedOn(long Version)
    : PreconditionError("version_mismatch", "The agent was changed meanwhile: If-Match names another version than the present one. Read it again.", Version);
