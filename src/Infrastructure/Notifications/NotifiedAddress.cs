using Polly.Timeout;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>ESCALATION_NOTIFY_URL. It may hold a secret, so that nothing here says where it is.</summary>
internal sealed class NotifiedAddress(HttpClient http, Uri url)
{
    /// <summary>Null when it was taken (2xx), else why not: a status, or the kind of the fault.</summary>
    public async Task<string?> PostAsync(byte[] json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new JsonBytes(json) };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The kind of it only: its message names the address.
            return e.GetType().Name;
        }
    }
}
