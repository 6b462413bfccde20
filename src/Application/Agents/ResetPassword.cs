using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>Gives somebody who cannot sign in any more a password that they must change; all sessions of theirs end.</summary>
/// <param name="Expected">The version that whoever asks has seen; null = whichever.</param>
public sealed record ResetPassword(Actor By, AgentId Agent, long? Expected) : Personal, ICommand<Result<AgentWithPassword>>, IAskedByPerson;

internal sealed class ResetPasswordHandler(IAgents agents) : IRequestHandler<ResetPassword, Result<AgentWithPassword>>
{
    public async Task<Result<AgentWithPassword>> Handle(ResetPassword command, CancellationToken cancellationToken)
    {
        if (command.By.Id == command.Agent.Value)
        {
            return new OwnPassword();
        }

        var password = TemporaryPassword.New();
        var entry = new AuditEntry(command.By, "agent.password_reset", SubjectKind.Agent, command.Agent.ToString(), null, null);
        var reset = await agents.ApplyAsync(
            command.By, command.Agent, command.Expected, before => agents.ResetPasswordAsync(before, password, entry, cancellationToken), cancellationToken);

        return reset.Succeeded(out var view, out var error) ? new AgentWithPassword(view, password) : error;
    }
}
