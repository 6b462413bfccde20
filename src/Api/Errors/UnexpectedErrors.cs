using Microsoft.AspNetCore.Diagnostics;
using WhatsAppSupport.Application.Lanes;

namespace WhatsAppSupport.Api.Errors;

/// <summary>The global handler: an exception becomes a problem that tells the caller nothing of the inside.</summary>
internal sealed partial class UnexpectedErrors(IFaults faults, TimeProvider clock, ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    private readonly QuietLog unavailable = new(clock);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        switch (status)
        {
            case StatusCodes.Status503ServiceUnavailable:
                // MSG91 repeats what it could not deliver; a second is enough for a restarted database.
                context.Response.Headers.RetryAfter = "1";
                if (unavailable.MaySpeak(out var times))
                {
                    Unavailable(logger, exception.GetType().Name, times);
                }

                break;
            case StatusCodes.Status500InternalServerError:
                Unexpected(logger, exception.GetType().Name, exception.StackTrace);
                break;
        }

        await Problems.WriteAsync(context, Problems.Of(status));
        return true;
    }

    private int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        _ when faults.IsInfrastructure(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Never the exception's own message: it may quote what a customer wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault}: a request failed unexpectedly\n{Trace}")]
    private static partial void Unexpected(ILogger logger, string fault, string? trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: requests were answered 503 because something that is needed does not answer, {Times} since this was last said")]
    private static partial void Unavailable(ILogger logger, string fault, int times);
}
