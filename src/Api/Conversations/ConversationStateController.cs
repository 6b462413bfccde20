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

/// <summary>Whether a conversation is settled, and whether somebody should look at it.</summary>
[ApiController]
[Route("api/v1/conversations/{id:guid}")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class ConversationStateController(IMediator mediator) : ControllerBase
{
    /// <summary>Says that the conversation is settled: it is over, and the customer's next message begins a new one.</summary>
    /// <remarks>
    /// What the bot had still to say is withdrawn; what a person has written still leaves. By who has it, by anybody where nobody has it, or with
    /// the permission conversations:assign. What is over already is answered the same and nothing changes.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPost("resolve")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<ConversationState>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "conversation_taken (somebody else has it), conversation_moved_on")]
    public async Task<ActionResult<ConversationState>> Resolve(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new ResolveConversation(new ConversationId(id), User.ToActor(), version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Asks somebody to look at the conversation, or says that nobody need any more. Whoever answers it goes on.</summary>
    /// <param name="id">The conversation, which may be over.</param>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    /// <param name="body">Whether it is flagged from now on.</param>
    [HttpPut("flag")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<ConversationState>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "conversation_moved_on")]
    public async Task<ActionResult<ConversationState>> Flag(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, FlagBody body, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new FlagConversation(new ConversationId(id), body.Flagged, User.ToActor(), version), cancellationToken)))
            : Problems.From(error);
}

/// <param name="Flagged">True, or false to take the flag away.</param>
public sealed record FlagBody(bool? Flagged = null);
