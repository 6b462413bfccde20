using MediatR;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging.Behaviors;

/// <summary>Commits what a command has changed when its outcome has no error. Handlers never save.</summary>
internal sealed class UnitOfWorkBehavior<TRequest, TOutcome>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : ICommand<TOutcome>
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var outcome = await next();
        if (outcome.Error is not null)
        {
            return outcome;
        }

        var committed = await unitOfWork.CommitAsync(cancellationToken);
        return committed.Error is null ? outcome : TOutcome.Fail(committed.Error);
    }
}
