using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Notifications;

internal sealed partial class HttpEscalationNotifier(NotifiedAddress address, ILogger<HttpEscalationNotifier> logger) : IEscalationNotifier
{
    public async Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken)
    {
        if (await address.PostAsync(EscalationNotification.Json(notice), cancellationToken).ConfigureAwait(false) is not { } problem)
        {
            return true;
        }

        LogNotTaken(notice.Conversation, problem);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The escalation of conversation {ConversationId} was not taken by ESCALATION_NOTIFY_URL: {Problem}")]
    private partial void LogNotTaken(ConversationId conversationId, string problem);
}
