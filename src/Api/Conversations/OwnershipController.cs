using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

/// <summary>Who has a conversation: the bot, or which person.</summary>
[ApiController]
[Route("api/v1/conversations/{id:guid}")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class OwnershipController(IMediator mediator) : ControllerBase
{
    /// <summary>Whoever asks takes the conversation over: from then on nothing more of the bot is sent, until it is given back.</summary>
    /// <remarks>
    /// The answer lists what the bot had begun to send (inFlight: it may still arrive) and what it will not send any more (withdrawn). Who has
    /// the conversation already is answered the same and nothing changes. Codes of a 409: conversation_taken (somebody else has it; "assignee",
    /// "assigneeId" and "since" say who and since when), conversation_completed (it is over), conversation_moved_on (too much happened
    /// at once; ask again). Code of a 404: conversation_not_found. Code of a 412: version_mismatch.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag that was read: if somebody has changed the conversation since, nothing happens.</param>
    /// <param name="body">Nothing, or an empty object.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpPost("takeover")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Takeover>> TakeOver(
        Guid id,
        [FromHeader(Name = VersionTag.IfMatch), IfMatch] string? ifMatch,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TakeOverBody? body,
        CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(
            new TakeOverConversation(new ConversationId(id), User.ToActor(), VersionTag.Read(ifMatch), body?.Assignee), cancellationToken));

    /// <summary>Gives the conversation back to the bot, which answers again from the customer's next message on.</summary>
    /// <remarks>
    /// It is accepted and happens in its turn, after everything that the customer has written before; asking twice is asking once. By who has it,
    /// or with the permission conversations:assign. Codes of a 409: conversation_taken (somebody else has it), conversation_not_taken (nobody has
    /// it), conversation_completed (it is over). Code of a 404: conversation_not_found. Code of a 412: version_mismatch.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag that was read: if somebody has changed the conversation since, nothing happens.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpPost("give-back")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedGiveBack>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<AcceptedGiveBack>> GiveBack(
        Guid id, [FromHeader(Name = VersionTag.IfMatch), IfMatch] string? ifMatch, CancellationToken cancellationToken) =>
        Problems.Accepted(await mediator.Send(
            new GiveBackConversation(new ConversationId(id), User.ToActor(), VersionTag.Read(ifMatch)), cancellationToken));

    /// <summary>Hands the conversation to an agent. Out of the bot's hands it is what a take-over is.</summary>
    /// <remarks>
    /// Who has it may hand it on; whoever has the permission conversations:assign may hand out anybody's, and what nobody has. Handed to who has
    /// it already, nothing changes. Codes of a 409: conversation_taken (somebody else has it), assignee_inactive, assignee_may_not_answer,
    /// conversation_completed, conversation_moved_on. Code of a 403: not_allowed (nobody has it, and it is not yours to hand out). Code of a 404:
    /// conversation_not_found. Code of a 412: version_mismatch.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag that was read: if somebody has changed the conversation since, nothing happens.</param>
    /// <param name="body">To whom.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpPost("assign")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Takeover>> Assign(
        Guid id, [FromHeader(Name = VersionTag.IfMatch), IfMatch] string? ifMatch, AssignBody body, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(
            new AssignConversation(new ConversationId(id), body.Assignee, body.Department, User.ToActor(), VersionTag.Read(ifMatch)), cancellationToken));
}

/// <param name="Assignee">Not given: whoever asks takes over. To hand a conversation to somebody, assign it.</param>
public sealed record TakeOverBody(string? Assignee = null);

/// <param name="Assignee">The id of an agent who is active and may answer.</param>
/// <param name="Department">Which department it belongs to from now on, 1 to 100 characters; left out, it stays where it is.</param>
public sealed record AssignBody(string? Assignee = null, string? Department = null);
