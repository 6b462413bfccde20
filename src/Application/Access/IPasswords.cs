using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Access;

/// <summary>Passwords of agents. They are looked at nowhere else, so that every try is counted.</summary>
public interface IPasswords
{
    /// <summary>
    /// Counts a try in one statement and looks at the password only where one was left, so that of a burst of guesses no more than
    /// <see cref="SignInLimits.MostTries"/> are looked at. The last one, when wrong, locks the account. It takes about as long where nothing is looked at.
    /// </summary>
    /// <returns>Null: it is wrong, or there is nobody with that e-mail, or they are locked or inactive; nobody is told which.</returns>
    Task<RightPassword?> TryAsync(string email, string password, CancellationToken cancellationToken);

    /// <summary>The same of an agent who is signed in.</summary>
    Task<RightPassword?> TryAsync(AgentId agent, string password, CancellationToken cancellationToken);

    /// <summary>In one transaction: a new password, chosen by the agent, and the end of all sessions of theirs but one.</summary>
    /// <returns>False: the account was changed meanwhile, and nothing was stored.</returns>
    Task<bool> ChangeAsync(RightPassword shown, string password, SignInId kept, AuditEntry entry, CancellationToken cancellationToken);
}

/// <summary>Somebody has shown their password.</summary>
/// <param name="Stamp">Changes with the password: what is done on the strength of this one is done only while it holds.</param>
public sealed record RightPassword(AgentId Agent, string Name, string Email, Role Role, string Stamp) : Personal;
