using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Access;

/// <summary>An agent signs in. The session is always a new one, so that none that somebody else planted is ever signed in.</summary>
/// <param name="Brought">The session that the request came with: it ends.</param>
public sealed record OpenSession(string Email, string Password, SignInId? Brought) : Personal, ICommand<Result<SignedIn>>, IAskedByPerson;

internal sealed class OpenSessionValidator : AbstractValidator<OpenSession>
{
    public OpenSessionValidator()
    {
        RuleFor(command => command.Email)
            .Must(EmailAddress.IsRight)
            .OverridePropertyName("email")
            .WithMessage("not an e-mail address: meera@shop.example");
        RuleFor(command => command.Password)
            .Length(1, PasswordRules.MaxLength)
            .OverridePropertyName("password")
            .WithMessage($"not a password: 1 to {PasswordRules.MaxLength} characters");
    }
}

internal sealed class OpenSessionHandler(IPasswords passwords, ISignIns signIns, TimeProvider clock) : IRequestHandler<OpenSession, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(OpenSession command, CancellationToken cancellationToken)
    {
        if (await passwords.TryAsync(command.Email, command.Password, cancellationToken) is not { } by)
        {
            return new SignInRefused();
        }

        var now = clock.NowAsStored();
        var id = new SignInId(new Guid(RandomNumberGenerator.GetBytes(16)));
        var session = new NewSignIn(id, by, command.Brought, now, now + SignInLimits.SessionTime);
        var actor = new Actor(ActorKind.Agent, by.Agent.Value, by.Name, by.Role.PermissionsOf());
        var entry = new AuditEntry(actor, "session.opened", SubjectKind.Session, by.Agent.ToString(), null, null);

        return await signIns.OpenAsync(session, entry, cancellationToken) is { } opened ? opened : new SignInRefused();
    }
}
