using MediatR;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>The time has come that a flow waited for.</summary>
public sealed record HandleFlowTimer(LaneRow Row, DueFlowTimer Timer) : ICommand<Result>;

internal sealed class HandleFlowTimerHandler(ReturningErrand returning) : IRequestHandler<HandleFlowTimer, Result>
{
    public Task<Result> Handle(HandleFlowTimer command, CancellationToken cancellationToken) =>
        returning.HandleAsync(command.Row, command.Timer.Conversation, new FlowInput.TimeUp(command.Timer.Visit), cancellationToken);
}
