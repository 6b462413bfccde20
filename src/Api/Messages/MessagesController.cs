using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Api.Messages;

[ApiController]
[Route("api/v1/messages")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class MessagesController(IMediator mediator) : ControllerBase
{
    /// <summary>Messages of ours that did not arrive: refused (failed), perhaps sent (unknown) or withdrawn (cancelled); the newest first.</summary>
    /// <param name="status">failed, unknown or cancelled; all three when left out.</param>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<UndeliveredPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<UndeliveredPage>> List(
        [Words(DeliveryStatus.Failed, DeliveryStatus.Unknown, DeliveryStatus.Cancelled)] string? status, string? after, int limit = ListUndelivered.DefaultLimit, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListUndelivered(status, after, limit), cancellationToken));

    /// <summary>One message, of either side, with what has become of it and the reason where it failed.</summary>
    [HttpGet("{id:guid}")]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<MessageDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "message_not_found")]
    public async Task<ActionResult<MessageDetails>> Get(Guid id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new GetMessage(new MessageId(id)), cancellationToken));

    /// <summary>Sends the words of a message that did not arrive anew, as a new message behind all that waits for its customer.</summary>
    /// <remarks>Asked twice, it is done once. The old message stays as it is; what became of the new one stands in its conversation.</remarks>
    [HttpPost("{id:guid}/resend")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedResend>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "message_not_found")]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "message_not_resendable, message_undecided, service_window_closed, customer_opted_out, customer_inactive, conversation_with_person (the bot's message, and a person has the conversation: give it back first)")]
    public async Task<ActionResult<AcceptedResend>> Resend(Guid id, CancellationToken cancellationToken) =>
        Problems.Accepted(await mediator.Send(new ResendMessage(new MessageId(id), User.ToActor()), cancellationToken));
}
