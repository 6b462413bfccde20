using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>A call with its secrets in it: it lives as long as it is sent, and prints nothing.</summary>
internal sealed class FilledCall(HttpMethod method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, byte[]? body, string contentType, IReadOnlyList<string> secrets)
{
    private const string ContentType = "Content-Type";
    private const string UserAgent = "User-Agent";

    /// <summary>Those that are in it.</summary>
    public IReadOnlyList<string> Secrets => secrets;

    /// <summary>A new one for each try.</summary>
    public HttpRequestMessage Request(string idempotencyKey)
    {
        var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new ByteArrayContent(body) };
        request.Content?.Headers.TryAddWithoutValidation(ContentType, contentType);
        foreach (var (name, value) in headers.Where(header => !header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (!request.Headers.NonValidated.Contains(UserAgent))
        {
            request.Headers.TryAddWithoutValidation(UserAgent, "whatsapp-support");
        }

        request.Headers.TryAddWithoutValidation("Accept-Encoding", BoundedAnswer.Packings);
        request.Headers.TryAddWithoutValidation(CallHeaders.IdempotencyKey, idempotencyKey);
        return request;
    }
}
