using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>A conversation is handed to an agent: by who has it, or by whoever may do so with anybody's.</summary>
/// <param name="Assignee">The agent's id.</param>
/// <param name="Department">Null: it stays where it is.</param>
public sealed record AssignConversation(ConversationId Conversation, string? Assignee, string? Department, Actor By, long? IfMatch = null)
    : Personal, ICommand<Result<Takeover>>, IAskedByPerson;

/// <summary>They left, or may not sign in for now.</summary>
public sealed record AssigneeInactive(AgentId Agent)
    : ConflictError("assignee_inactive", $"Agent {Agent} is not active and would never see it. GET /api/v1/agents says who is.");

/// <summary>Who may only look could not answer.</summary>
public sealed record AssigneeMayNotAnswer(AgentId Agent) : ConflictError(
    "assignee_may_not_answer", $"Agent {Agent} may look at conversations but not answer in them: it takes the role agent, supervisor or administrator.");

internal sealed class AssignConversationValidator : AbstractValidator<AssignConversation>
{
    public AssignConversationValidator()
    {
        RuleFor(command => command.Assignee)
            .Must(assignee => Guid.TryParse(assignee, out _))
            .OverridePropertyName("assignee")
            .WithMessage("not the id of an agent: GET /api/v1/agents lists them");
        RuleFor(command => command.Department)
            .Must(department => department is null || IsName(department))
            .OverridePropertyName("department")
            .WithMessage($"not a department: 1 to {Conversation.DepartmentMaxLength} characters, without line breaks and without blanks around it, or left out to leave it as it is");
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= Conversation.DepartmentMaxLength && text.Trim() == text && !text.Any(char.IsControl);
}

internal sealed class AssignConversationHandler(Intervening intervening, IInterventions interventions, IColleagues colleagues)
    : IRequestHandler<AssignConversation, Result<Takeover>>
{
    public async Task<Result<Takeover>> Handle(AssignConversation command, CancellationToken cancellationToken)
    {
        var id = new AgentId(Guid.Parse(command.Assignee!));
        if (await colleagues.FindAsync(id, cancellationToken) is not { } colleague)
        {
            return new InvalidError([new FieldError("assignee", "no agent has this id: GET /api/v1/agents lists them")]);
        }

        if (!colleague.IsActive)
        {
            return new AssigneeInactive(id);
        }

        if (!colleague.May(Permission.ConversationsWrite))
        {
            return new AssigneeMayNotAnswer(id);
        }

        var outcome = await intervening.RunAsync(
            command.Conversation,
            command.IfMatch,
            (found, now) => Intervention.Of(
                found, found.Conversation.Assign(command.By, id, colleague.Name, command.Department, now), command.By, ConversationAudit.Assigned),
            cancellationToken);

        return outcome.Succeeded(out var done, out var refusal)
            ? Takeover.Of(done.After, await interventions.ListLeftAsync(done.After, cancellationToken))
            : refusal;
    }
}
