using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

/// <summary>What people write to customers.</summary>
[ApiController]
[Route("api/v1/conversations/{id:guid}/messages")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class RepliesController(IMediator mediator) : ControllerBase
{
    /// <summary>Writes to the customer, as whoever has the conversation.</summary>
    /// <remarks>
    /// It is stored, and leaves behind what is on its way to them. Asked again with the same Idempotency-Key, it is sent once: the answer is the
    /// same, with what has become of the messages since. What became of one later stands under its id (GET /api/v1/messages/{id}), with the reason where it failed:
    /// service_window_closed where the customer's 24 hours were over before it could leave.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="key">1 to 100 printable ASCII characters, new for each new message, for instance a random UUID.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    /// <param name="body">What is said.</param>
    [HttpPost(Name = "replyToConversation")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedReply>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_not_taken (take it over first), conversation_taken (somebody else has it), conversation_completed, service_window_closed (\"closedAt\" says since when), customer_opted_out, customer_inactive, idempotency_key_reused, conversation_moved_on")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    public async Task<ActionResult<AcceptedReply>> Reply(
        Guid id,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch,
        ReplyBody body,
        CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Accepted(this.Told(await mediator.Send(
                new ReplyToCustomer(new ConversationId(id), key, body.Text, body.Options, User.ToActor(), version), cancellationToken)))
            : Problems.From(error);
}

/// <param name="Text">1 to 16,384 characters; what is longer than WhatsApp takes becomes several messages.</param>
/// <param name="Options">1 to 10 things to tap under it; left out, it is a plain text.</param>
public sealed record ReplyBody(string? Text = null, IReadOnlyList<ReplyChoice?>? Options = null);
