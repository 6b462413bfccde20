using MediatR;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>What a flow had asked for was answered.</summary>
public sealed record HandleFlowAnswer(LaneRow Row, FlowAnswerRow Answered) : ICommand<Result>;

internal sealed class HandleFlowAnswerHandler(ReturningErrand returning) : IRequestHandler<HandleFlowAnswer, Result>
{
    public Task<Result> Handle(HandleFlowAnswer command, CancellationToken cancellationToken) => returning.HandleAsync(
        command.Row, command.Answered.Conversation, new FlowInput.Answered(command.Answered.Visit, command.Answered.Answer), cancellationToken);
}
