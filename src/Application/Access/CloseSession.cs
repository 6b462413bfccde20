using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Access;

/// <summary>An agent signs out; done twice, it is done once.</summary>
public sealed record CloseSession(Actor By, SignInId Session) : Personal, ICommand<Result>, IAskedByPerson;

internal sealed class CloseSessionHandler(ISignIns signIns) : IRequestHandler<CloseSession, Result>
{
    public async Task<Result> Handle(CloseSession command, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(command.By, "session.closed", SubjectKind.Session, command.By.Id.ToString(), null, null);
        await signIns.CloseAsync(command.Session, entry, cancellationToken);
        return Result.Success;
    }
}
