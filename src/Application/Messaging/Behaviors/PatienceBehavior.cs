using MediatR;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging.Behaviors;

/// <summary>
/// Who asks from a screen is told within seconds that something does not answer. What was asked is left behind, not cancelled: cancelling
/// asks the same database that does not answer, and its driver ends it by itself.
/// </summary>
internal sealed class PatienceBehavior<TRequest, TOutcome>(TimeProvider clock) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>, IAskedByPerson
    where TOutcome : IOutcome
{
    public Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next) =>
        next().WaitAsync(IAskedByPerson.Patience, clock, cancellationToken);
}
