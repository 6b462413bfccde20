using System.Net;
using System.Text;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Http;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>What one try came to.</summary>
/// <param name="MayPass">Another try may fare better, and does no harm.</param>
/// <param name="Asked">How long the other side asked to be left alone.</param>
/// <param name="Fault">Why the guard refused it.</param>
internal sealed record CallTry(FlowAnswer Answer, bool MayPass = false, TimeSpan? Asked = null, AddressFault? Fault = null)
{
    public static async Task<CallTry> SendAsync(HttpClient http, HttpRequestMessage request, TimeSpan timeOut, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(timeOut, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await ReadAsync(answer, ending.Token).ConfigureAwait(false) : Refused(answer, clock);
        }
        catch (Exception e) when (IsTheOtherSides(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(e, time.IsCancellationRequested);
        }
    }

    private static async Task<CallTry> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // What HEAD is told of a length is that of another answer.
        var body = answer.RequestMessage?.Method == HttpMethod.Head
            ? []
            : await BoundedAnswer.ReadAsync(answer.Content, CallLimits.LargestAnswer, cancellationToken).ConfigureAwait(false);
        return Read((int)answer.StatusCode, body, answer.Content.Headers.ContentType?.CharSet);
    }

    private static CallTry Read(int status, byte[] body, string? charset)
    {
        // No database keeps a NUL in a text.
        var text = EncodingOf(charset).GetString(body).TrimStart('\uFEFF').Replace("\0", "", StringComparison.Ordinal);
        return Encoding.UTF8.GetByteCount(text) <= CallLimits.LargestAnswer
            ? new CallTry(new FlowAnswer.Succeeded(status, text))
            : new CallTry(new FlowAnswer.Failed(CallFailures.TooLarge));
    }

    private static Encoding EncodingOf(string? charset) => charset?.Trim('"').ToLowerInvariant() switch
    {
        "iso-8859-1" or "latin1" or "windows-1252" => Encoding.Latin1,
        _ => Encoding.UTF8,
    };

    private static CallTry Refused(HttpResponseMessage answer, TimeProvider clock)
    {
        var asked = RetryAfter.Of(answer, clock.GetUtcNow());
        var mayPass = answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            || (answer.StatusCode == HttpStatusCode.TooManyRequests && asked is not null);
        return new CallTry(new FlowAnswer.Failed(CallFailures.Status((int)answer.StatusCode)), mayPass, asked);
    }

    private static bool IsTheOtherSides(Exception e) =>
        e is HttpRequestException or IOException or OperationCanceledException or InvalidDataException or AnswerTooLargeException;

    private static CallTry Failed(Exception e, bool isTimeUp)
    {
        var fault = RefusedAddressException.In(e)?.Fault;
        var code = fault switch
        {
            AddressFault.TooManyRedirects => CallFailures.TooManyRedirects,
            not null => CallFailures.RefusedAddress,
            _ when isTimeUp => CallFailures.TimeOut,
            _ => CodeOf(e),
        };

        // Each try bears the same Idempotency-Key, so that one that was perhaps heard may be repeated.
        return new CallTry(new FlowAnswer.Failed(code), MayPass: code is CallFailures.Unreachable or CallFailures.TimeOut, Fault: fault);
    }

    private static string CodeOf(Exception e) => e switch
    {
        AnswerTooLargeException => CallFailures.TooLarge,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => CallFailures.TooLarge,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => CallFailures.NotTrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => CallFailures.Unreachable,
        OperationCanceledException => CallFailures.Unreachable, // The time for connecting was up, and ours was not.
        _ => CallFailures.Unreadable,
    };
}
