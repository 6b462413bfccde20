using Microsoft.Extensions.Logging;
using Polly.Timeout;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Notifications;

internal sealed partial class HttpEscalationNotifier(HttpClient http, Uri url, ILogger<HttpEscalationNotifier> logger) : IEscalationNotifier
{
    public async Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new JsonBytes(EscalationNotification.Json(notice)) };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return Taken(notice.Conversation, response);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The kind of it only: its message names the address, which may hold a secret.
            LogNotReached(notice.Conversation, e.GetType().Name);
            return false;
        }
    }

    private bool Taken(ConversationId conversation, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            LogNotTaken(conversation, (int)response.StatusCode);
        }

        return response.IsSuccessStatusCode;
    }

    [LoggerMessage(LogLevel.Warning, "The escalation of conversation {ConversationId} was not taken by ESCALATION_NOTIFY_URL: it answered {Status}")]
    private partial void LogNotTaken(ConversationId conversationId, int status);

    [LoggerMessage(LogLevel.Warning, "The escalation of conversation {ConversationId} did not reach ESCALATION_NOTIFY_URL: {Problem}")]
    private partial void LogNotReached(ConversationId conversationId, string problem);
}
