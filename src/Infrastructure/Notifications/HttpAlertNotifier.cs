using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Infrastructure.Notifications;

internal sealed partial class HttpAlertNotifier(NotifiedAddress address, ILogger<HttpAlertNotifier> logger) : IAlertNotifier
{
    public async Task<bool> NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (await address.PostAsync(EscalationNotification.Json(alert), cancellationToken).ConfigureAwait(false) is not { } problem)
        {
            return true;
        }

        LogNotTaken(alert.Event, problem);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The alert {Event} was not taken by ESCALATION_NOTIFY_URL: {Problem}")]
    private partial void LogNotTaken(string @event, string problem);
}
