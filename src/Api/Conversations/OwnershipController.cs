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
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class OwnershipController(IMediator mediator) : ControllerBase
{
    /// <summary>Whoever asks takes the conversation over: from then on nothing more of the bot is sent, until it is given back.</summary>
    /// <remarks>
    /// The answer lists what the bot had begun to send (inFlight: it may still arrive) and what it will not send any more (withdrawn). Who has
    /// the conversation already is answered the same and nothing changes.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    /// <param name="body">Nothing, or an empty object.</param>
    [HttpPost("takeover")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_taken (somebody else has it; \"assignee\", \"assigneeId\" and \"since\" say who and since when), conversation_completed (it is over), conversation_moved_on (too much happened at once; ask again)")]
    public async Task<ActionResult<Takeover>> TakeOver(
        Guid id,
        [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TakeOverBody? body,
        CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new TakeOverConversation(new ConversationId(id), User.ToActor(), version, body?.Assignee), cancellationToken)))
            : Problems.From(error);

    /// <summary>Gives the conversation back to the bot, which answers again from the customer's next message on.</summary>
    /// <remarks>
    /// It is accepted and happens in its turn, after everything that the customer has written before; asking twice is asking once. By who has it,
    /// or with the permission conversations:assign.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPost("give-back")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedGiveBack>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_taken (somebody else has it), conversation_not_taken (nobody has it), conversation_completed (it is over)")]
    public async Task<ActionResult<AcceptedGiveBack>> GiveBack(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Accepted(this.Told(await mediator.Send(new GiveBackConversation(new ConversationId(id), User.ToActor(), version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Hands the conversation to an agent. Out of the bot's hands it is what a take-over is.</summary>
    /// <remarks>
    /// Who has it may hand it on; whoever has the permission conversations:assign may hand out anybody's, and what nobody has. Handed to who has
    /// it already, nothing changes.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    /// <param name="body">To whom.</param>
    [HttpPost("assign")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed (also where nobody has it, and it is not yours to hand out)")]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_taken (somebody else has it), assignee_inactive, assignee_may_not_answer, conversation_completed (it is over), conversation_moved_on (ask again)")]
    public async Task<ActionResult<Takeover>> Assign(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, AssignBody body, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(
                new AssignConversation(new ConversationId(id), body.Assignee, body.Department, User.ToActor(), version), cancellationToken)))
            : Problems.From(error);
}

/// <param name="Assignee">Not given: whoever asks takes over. To hand a conversation to somebody, assign it.</param>
public sealed record TakeOverBody(string? Assignee = null);

/// <param name="Assignee">The id of an agent who is active and may answer.</param>
/// <param name="Department">Which department it belongs to from now on, 1 to 100 characters; left out, it stays where it is.</param>
public sealed record AssignBody(string? Assignee = null, string? Department = null);
