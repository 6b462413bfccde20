using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Application.Agents;

/// <summary>Somebody must be able to let the others in: where there is no agent at all, the program makes an administrator.</summary>
public sealed class FirstAdministrator(IAgents agents, TimeProvider clock)
{
    public const string DefaultEmail = "admin@localhost";

    private const string Name = "Administrator";

    /// <param name="password">Asked only where one is made.</param>
    /// <returns>Whether one was made.</returns>
    public Task<bool> MakeAsync(string email, Func<string> password, CancellationToken cancellationToken) => agents.AddFirstAsync(
        () =>
        {
            var now = clock.NowAsStored();
            var agent = new NewAgent(AgentId.New(now), email, Name, Role.Administrator, password(), MustChangePassword: false, now);
            return (agent, AddAgentHandler.EntryOf(Actor.System, agent));
        },
        cancellationToken);
}
