using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>Lets a person in, with a password that they must change.</summary>
public sealed record AddAgent(Actor By, string? Email, string? Name, Role? Role) : Personal, ICommand<Result<AgentWithPassword>>, IAskedByPerson;

/// <param name="TemporaryPassword">Told this once. Whoever signs in with it must choose another one first.</param>
public sealed record AgentWithPassword(AgentView Agent, string TemporaryPassword) : Personal, IVersioned
{
    long IVersioned.Version => Agent.Version;
}

internal sealed class AddAgentValidator : AbstractValidator<AddAgent>
{
    public AddAgentValidator()
    {
        RuleFor(command => command.Email).IsEmail();
        RuleFor(command => command.Name).IsName();
        RuleFor(command => command.Role).IsRole();
    }
}

internal sealed class AddAgentHandler(IAgents agents, TimeProvider clock) : IRequestHandler<AddAgent, Result<AgentWithPassword>>
{
    public async Task<Result<AgentWithPassword>> Handle(AddAgent command, CancellationToken cancellationToken)
    {
        var role = command.Role!.Value;
        if (!command.By.MayGive(role))
        {
            return new RoleTooHigh(role);
        }

        var (now, password) = (clock.NowAsStored(), TemporaryPassword.New());
        var agent = new NewAgent(AgentId.New(now), command.Email!, command.Name!, role, password, MustChangePassword: true, now);
        var added = await agents.AddAsync(agent, EntryOf(command.By, agent), cancellationToken);

        return added.Succeeded(out var view, out var error) ? new AgentWithPassword(view, password) : error;
    }

    internal static AuditEntry EntryOf(Actor by, NewAgent agent) => new(
        by,
        "agent.created",
        SubjectKind.Agent,
        agent.Id.ToString(),
        null,
        AuditFields.Of(("email", agent.Email), ("name", agent.Name), ("role", agent.Role.ToString().ToLowerInvariant())));
}
