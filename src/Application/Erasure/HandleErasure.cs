using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Erasure;

/// <summary>
/// What is remembered of an erased customer outside of the database goes, and what the database has removed is overwritten. It is a row of
/// their lane: so it comes after the turn that was under way and would remember them once more, it is done by the process that has them
/// near, and a crash right after the erasure does not lose it.
/// </summary>
public sealed record HandleErasure(LaneRow Row) : ICommand<Result>;

internal sealed class HandleErasureHandler(ISessionStore sessions, IErasures erasures) : IRequestHandler<HandleErasure, Result>
{
    public async Task<Result> Handle(HandleErasure command, CancellationToken cancellationToken)
    {
        await sessions.ForgetAsync(new SessionKey(command.Row.Customer, command.Row.IntegratedNumber), cancellationToken);
        await erasures.OverwriteAsync(cancellationToken);
        await erasures.FinishAsync(command.Row.Id, cancellationToken);
        return Result.Success;
    }
}
