using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

public sealed record GetAgent(AgentId Agent) : IQuery<Result<AgentView>>;

internal sealed class GetAgentHandler(IAgents agents) : IRequestHandler<GetAgent, Result<AgentView>>
{
    public async Task<Result<AgentView>> Handle(GetAgent query, CancellationToken cancellationToken) =>
        await agents.FindAsync(query.Agent, cancellationToken) is { } found ? found : new AgentNotFound(query.Agent);
}
