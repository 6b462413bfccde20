using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging.Behaviors;

/// <summary>
/// Counts a customer's message by its time of arrival, once per inbox row (the count is kept only when the turn commits), and
/// attaches the verdict to the turn: what comes too fast is stored all the same.
/// </summary>
internal sealed class RateLimitBehavior<TRequest, TOutcome>(CurrentTurn turn, SupportOptions options) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>, IRateLimited
    where TOutcome : IOutcome
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        await turn.LoadAsync(request.Sender, request.Row, cancellationToken);
        turn.Count(request.Row.ReceivedAt, options.CustomerMessagesPerMinute);
        return await next();
    }
}
