using MediatR;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging.Behaviors;

/// <summary>Says which use case ran, how long, and with which refusal; never what was in it.</summary>
internal sealed partial class LoggingBehavior<TRequest, TOutcome>(ILogger<LoggingBehavior<TRequest, TOutcome>> logger, TimeProvider clock)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>
    where TOutcome : IOutcome
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return await next();
        }

        var started = clock.GetTimestamp();
        var outcome = await next();
        Handled(logger, Name, outcome.Error?.Code ?? "ok", clock.GetElapsedTime(started).TotalMilliseconds);
        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Request}: {Outcome} in {Milliseconds:0.0} ms")]
    private static partial void Handled(ILogger logger, string request, string outcome, double milliseconds);
}
