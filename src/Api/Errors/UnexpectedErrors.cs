using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;

namespace WhatsAppSupport.Api.Errors;

/// <summary>The global handler: an exception becomes a problem that tells the caller nothing of the inside.</summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        switch (status)
        {
            case StatusCodes.Status503ServiceUnavailable:
                // MSG91 repeats what it could not deliver; a second is enough for a restarted database.
                context.Response.Headers.RetryAfter = "1";
                Unavailable(logger, exception);
                break;
            case StatusCodes.Status500InternalServerError:
                Unexpected(logger, exception);
                break;
        }

        await Problems.WriteAsync(context, Problems.Of(status));
        return true;
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        _ when IsInfrastructure(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The same request may succeed later. Drivers and EF Core wrap what really happened.</summary>
    private static bool IsInfrastructure(Exception? exception) => exception switch
    {
        null => false,
        TimeoutException or SocketException or DbException { IsTransient: true } => true,
        _ => IsInfrastructure(exception.InnerException),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request failed because something that is needed does not answer")]
    private static partial void Unavailable(ILogger logger, Exception exception);
}
