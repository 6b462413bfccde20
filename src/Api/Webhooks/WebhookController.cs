using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.Api.Webhooks;

/// <summary>
/// Where MSG91 posts. Authenticated by <c>X-MSG91-Signature</c> (HMAC-SHA256 of the raw body) or a static token; answered as soon as what
/// was posted is stored durably.
/// </summary>
[ApiController]
[AllowAnonymous]
[Route("webhooks/msg91")]
public sealed class WebhookController(
    IMediator mediator, WebhookAuthentication authentication, BodyReader bodies, FailureLimits limits, SupportMetrics metrics, TimeProvider clock) : ControllerBase
{
    /// <summary>MSG91 gives up after 5 or 8 s, depending on the age of the webhook; it is told before that to come again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1800);

    private readonly long began = clock.GetTimestamp();

    /// <summary>Messages and delivery reports, one object, an array or {"data":[…]}; either path takes either kind.</summary>
    /// <remarks>What is authentic but unreadable is kept in quarantine and answered 200, because MSG91 repeats a 4xx five times and then pauses the whole webhook.</remarks>
    /// <param name="token">A token of MSG91_WEBHOOK_TOKEN, where no header can be sent.</param>
    [HttpPost("inbound", Name = "postInbound")]
    [HttpPost("reports", Name = "postReports")]
    [RequestSizeLimit(WebServer.MaxBodyBytes)]
    [RawBody(typeof(PlainMessage))]
    [OpensWith(SecuritySchemes.WebhookSignature, SecuritySchemes.WebhookToken)]
    [ProducesResponseType<WebhookReceipt>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
    public async Task<ActionResult<WebhookReceipt>> Post(string? token)
    {
        if (await ReadAsync(HttpContext.RequestAborted) is not { } body)
        {
            Count("unavailable");
            return Problems.From(new UnavailableError("unavailable", "Too many large bodies at once. Send it again.", TimeSpan.FromSeconds(1)));
        }

        var headers = Request.Headers;
        if (!authentication.Accepts(body, headers["X-MSG91-Signature"], headers["X-Webhook-Token"], headers.Authorization, token))
        {
            Count("refused");
            return Refuse();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
        patience.CancelAfter(Patience);
        var outcome = "unavailable";
        try
        {
            var receipt = await mediator.Send(new AcceptWebhook(body), patience.Token);
            outcome = "accepted";
            return Problems.Answer(receipt);
        }
        catch (OperationCanceledException) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Problems.From(new UnavailableError("unavailable", "It could not be stored in time. Send it again.", TimeSpan.FromSeconds(1)));
        }
        finally
        {
            Count(outcome);
        }
    }

    private void Count(string outcome) => metrics.Inbox.Answered(outcome, clock.GetElapsedTime(began));

    /// <summary>Only what failed is counted: an authenticated post is never limited.</summary>
    private ActionResult Refuse() => limits.Webhooks.Count(HttpContext.Connection.RemoteIpAddress) is { } wait
        ? Problems.TooMany(wait)
        : Problems.From(new NotAuthenticated());

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await bodies.ReadAsync(Request, cancellationToken);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Count("too_large");
            throw;
        }
    }
}
