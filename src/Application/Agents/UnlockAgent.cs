using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>Lets somebody try again before the lock of too many wrong passwords has passed.</summary>
/// <param name="Expected">The version that whoever asks has seen; null = whichever.</param>
public sealed record UnlockAgent(Actor By, AgentId Agent, long? Expected) : Personal, ICommand<Result<AgentView>>, IAskedByPerson;

internal sealed class UnlockAgentHandler(IAgents agents) : IRequestHandler<UnlockAgent, Result<AgentView>>
{
    public Task<Result<AgentView>> Handle(UnlockAgent command, CancellationToken cancellationToken) => agents.ApplyAsync(
        command.By,
        command.Agent,
        command.Expected,
        async before => before.LockedUntil is null ? before : await agents.UnlockAsync(before, EntryOf(command, before), cancellationToken),
        cancellationToken);

    private static AuditEntry EntryOf(UnlockAgent command, AgentView before) => new(
        command.By,
        "agent.unlocked",
        SubjectKind.Agent,
        command.Agent.ToString(),
        AuditFields.Of(("lockedUntil", before.LockedUntil)),
        AuditFields.Of(("lockedUntil", null)));
}
