using Microsoft.Extensions.Logging;
using Polly.Timeout;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// Sends through MSG91's session endpoint, once: what may be tried again is tried again by the outbox, which outlives this process.
/// </summary>
internal sealed partial class Msg91Gateway(HttpClient http, Circuit<SendOutcome> circuit, MediaBody media, TimeProvider clock, ILogger<Msg91Gateway> logger) : IMessageGateway
{
    private static readonly SendOutcome.HeldBack HeldBack = new();

    /// <summary>With the slash at the end, as every working client of MSG91 has it.</summary>
    private const string Path = "whatsapp/whatsapp-outbound-message/";

    public ICircuit Circuit => circuit;

    /// <exception cref="OperationCanceledException">
    /// Cancelled before anything left. A request that has left is not forgotten by cancelling: it is perhaps sent.
    /// </exception>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var outcome = await circuit.RunAsync(
            static (run, token) => run.Gateway.AttemptAsync(run.Message, token), (Gateway: this, Message: message), cancellationToken).ConfigureAwait(false) ?? HeldBack;
        Log(message.Id, outcome);
        return outcome;
    }

    private async ValueTask<SendOutcome> AttemptAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var content = new JsonBytes(SessionMessageJson.Write(message, media), () => clock.GetUtcNow() >= message.MustLeaveBefore);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return AnswerClassification.Classify(
                response.StatusCode,
                Msg91Answer.Read(ArrivedContent.Of(response).Bytes, message),
                RetryAfter.Of(response, clock.GetUtcNow()));
        }
        catch (HttpRequestException e)
        {
            return Undecided(content, $"connection failed ({e.HttpRequestError})");
        }
        catch (TimeoutRejectedException e)
        {
            return Undecided(content, $"no answer within {e.Timeout.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException) when (content.HasLeft || !cancellationToken.IsCancellationRequested)
        {
            // Without our caller's wish it is the time-out of connecting.
            return Undecided(content, cancellationToken.IsCancellationRequested ? "stopped while waiting for the answer" : "no connection in time");
        }
    }

    private static SendOutcome Undecided(JsonBytes content, string reason) => content switch
    {
        { HasLeft: true } => new SendOutcome.PerhapsSent(reason),
        { CameTooLate: true } => HeldBack,
        _ => new SendOutcome.RefusedForNow(reason, RetryAfter: null),
    };

    /// <summary>The kind only: a reason may quote MSG91's words, which belong to the message and not into a log.</summary>
    private void Log(MessageId message, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                LogAccepted(message, accepted.ProviderIds.Count);
                break;
            case SendOutcome.AccountRefused:
                LogAccountRefused(message);
                break;
            case SendOutcome.HeldBack:
                LogHeldBack(message);
                break;
            default:
                LogNotAccepted(message, outcome.GetType().Name);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "MSG91 took message {MessageId} and gave {IdCount} ids")]
    private partial void LogAccepted(MessageId messageId, int idCount);

    [LoggerMessage(LogLevel.Warning, "MSG91 refuses this account, met by message {MessageId}: see its failure reason, then MSG91_AUTH_KEY, MSG91_BASE_URL, the balance and the allowed addresses")]
    private partial void LogAccountRefused(MessageId messageId);

    [LoggerMessage(LogLevel.Debug, "MSG91 was not asked to take message {MessageId}: it does not answer at present, or the claim was over")]
    private partial void LogHeldBack(MessageId messageId);

    [LoggerMessage(LogLevel.Information, "MSG91 did not take message {MessageId}: {Outcome}")]
    private partial void LogNotAccepted(MessageId messageId, string outcome);
}
