using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Access;

/// <summary>An agent chooses another password, and is signed out everywhere but here.</summary>
/// <param name="Session">The one that asks: it goes on.</param>
/// <param name="Current">A wrong one counts as a wrong try to sign in.</param>
public sealed record ChangePassword(Actor By, SignInId Session, string Current, string New) : Personal, ICommand<Result>, IAskedByPerson;

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(command => command.Current)
            .Length(1, PasswordRules.MaxLength)
            .OverridePropertyName("current")
            .WithMessage($"not a password: 1 to {PasswordRules.MaxLength} characters");
        RuleFor(command => command.New)
            .Must((command, password) => password != command.Current)
            .OverridePropertyName("new")
            .WithMessage("the present password; choose another one");
        RuleFor(command => command.New)
            .Custom((password, context) =>
            {
                if (PasswordRules.ProblemOf(password, "") is { } problem)
                {
                    context.AddFailure("new", $"{problem}; {PasswordRules.Advice} are a good one");
                }
            });
    }
}

internal sealed class ChangePasswordHandler(IPasswords passwords) : IRequestHandler<ChangePassword, Result>
{
    public async Task<Result> Handle(ChangePassword command, CancellationToken cancellationToken)
    {
        if (await passwords.TryAsync(new AgentId(command.By.Id), command.Current, cancellationToken) is not { } shown)
        {
            return new WrongPassword();
        }

        if (PasswordRules.ProblemOf(command.New, shown.Email) is { } problem)
        {
            return new PasswordNotFit("new", problem);
        }

        var entry = new AuditEntry(command.By, "agent.password_changed", SubjectKind.Agent, shown.Agent.ToString(), null, null);
        return await passwords.ChangeAsync(shown, command.New, command.Session, entry, cancellationToken) ? Result.Success : new AccountMovedOn();
    }
}
