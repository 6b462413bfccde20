using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>What every change of an agent goes through: they are there, they are as whoever asks has seen them, and not above whoever asks.</summary>
internal static class AgentChanges
{
    /// <summary>Each lost race is a change that was stored; nobody changes one agent that often.</summary>
    private const int MostTries = 5;

    /// <param name="expected">The version that whoever asks has seen; null = whichever.</param>
    /// <param name="change">Stores what is to be made of what is stored now.</param>
    public static async Task<Result<AgentView>> ApplyAsync(
        this IAgents agents, Actor by, AgentId id, long? expected, Func<AgentView, Task<Result<AgentView>>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await agents.FindAsync(id, cancellationToken) is not { } before)
            {
                return new AgentNotFound(id);
            }

            if (expected is { } version && version != before.Version)
            {
                return new AgentMovedOn(before.Version);
            }

            if (!by.MayGive(before.Role))
            {
                return new RoleTooHigh(before.Role);
            }

            var changed = await change(before);
            if (changed.Error is not AgentMovedOn || expected is not null || attempt == MostTries)
            {
                return changed;
            }
        }
    }

    public static bool MayGive(this Actor by, Role role) => role.PermissionsOf().IsSubsetOf(by.Permissions);
}
