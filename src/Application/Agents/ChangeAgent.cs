using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>Changes what is given, and leaves the rest.</summary>
/// <param name="IsActive">False signs them out everywhere, at once.</param>
/// <param name="Expected">The version that whoever asks has seen; null = whichever.</param>
public sealed record ChangeAgent(Actor By, AgentId Agent, string? Email, string? Name, Role? Role, bool? IsActive, long? Expected)
    : Personal, ICommand<Result<AgentView>>, IAskedByPerson;

internal sealed class ChangeAgentValidator : AbstractValidator<ChangeAgent>
{
    public ChangeAgentValidator()
    {
        When(command => command.Email is not null, () => RuleFor(command => command.Email).IsEmail());
        When(command => command.Name is not null, () => RuleFor(command => command.Name).IsName());
        When(command => command.Role is not null, () => RuleFor(command => command.Role).IsRole());
    }
}

internal sealed class ChangeAgentHandler(IAgents agents) : IRequestHandler<ChangeAgent, Result<AgentView>>
{
    public Task<Result<AgentView>> Handle(ChangeAgent command, CancellationToken cancellationToken) => agents.ApplyAsync(
        command.By,
        command.Agent,
        command.Expected,
        async before =>
        {
            var after = before with
            {
                Email = command.Email ?? before.Email,
                Name = command.Name ?? before.Name,
                Role = command.Role ?? before.Role,
                IsActive = command.IsActive ?? before.IsActive,
            };
            if (after == before)
            {
                return before;
            }

            if (before.Id == command.By.Id && (after.Role != before.Role || !after.IsActive))
            {
                return new OwnRole();
            }

            return command.By.MayGive(after.Role)
                ? await agents.ChangeAsync(before, after, EntryOf(command.By, before, after), cancellationToken)
                : new RoleTooHigh(after.Role);
        },
        cancellationToken);

    private static AuditEntry EntryOf(Actor by, AgentView before, AgentView after)
    {
        var changed = Fields(before).Zip(Fields(after)).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).ToList();
        return new AuditEntry(
            by,
            "agent.changed",
            SubjectKind.Agent,
            before.Id.ToString(),
            AuditFields.Of(changed.Select(pair => pair.First)),
            AuditFields.Of(changed.Select(pair => pair.Second)));
    }

    private static (string Name, object? Value)[] Fields(AgentView agent) =>
        [("email", agent.Email), ("name", agent.Name), ("role", agent.Role.ToString().ToLowerInvariant()), ("isActive", agent.IsActive)];
}
