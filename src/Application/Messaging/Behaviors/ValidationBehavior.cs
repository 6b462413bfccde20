using FluentValidation;
using MediatR;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging.Behaviors;

/// <summary>Refuses a request that is not well-formed, with every field at fault at once.</summary>
internal sealed class ValidationBehavior<TRequest, TOutcome>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>
    where TOutcome : IOutcome<TOutcome>
{
    public Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        List<FieldError>? problems = null;
        foreach (var validator in validators)
        {
            foreach (var failure in validator.Validate(request).Errors)
            {
                (problems ??= []).Add(new FieldError(failure.PropertyName, failure.ErrorMessage));
            }
        }

        return problems is null ? next() : Task.FromResult(TOutcome.Fail(new InvalidError(problems)));
    }
}
