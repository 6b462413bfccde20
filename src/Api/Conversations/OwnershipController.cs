using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Ownership;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

[ApiController]
[Route("api/v1/conversations/{id:guid}")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType)]
public sealed class OwnershipController(IMediator mediator) : ControllerBase
{
    /// <summary>A person takes the conversation over: from then on nothing more of the bot is sent, until it is given back.</summary>
    /// <remarks>
    /// The answer lists what the bot had begun to send (inFlight: it may still arrive) and what it will not send any more (withdrawn). Who has
    /// the conversation already is answered the same and nothing changes. Codes of a 409: conversation_taken (somebody else has it; "assignee"
    /// and "since" say who and since when; give it back first), conversation_completed (it is over), conversation_moved_on (too much happened
    /// at once; ask again). Code of a 404: conversation_not_found.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="body">Who takes it; whoever asks, when it is left out.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpPost("takeover")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<Takeover>> TakeOver(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TakeOverBody? body, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(
            new TakeOverConversation(new ConversationId(id), body?.Assignee ?? User.Identity?.Name ?? ""), cancellationToken));

    /// <summary>Gives the conversation back to the bot, which answers again from the customer's next message on.</summary>
    /// <remarks>
    /// It is accepted and happens in its turn, after everything that the customer has written before; asking twice is asking once. Codes of a
    /// 409: conversation_not_taken (nobody has it; take it over first), conversation_completed (it is over). Code of a 404: conversation_not_found.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpPost("give-back")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedGiveBack>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<AcceptedGiveBack>> GiveBack(Guid id, CancellationToken cancellationToken) =>
        Problems.Accepted(await mediator.Send(new GiveBackConversation(new ConversationId(id)), cancellationToken));
}

/// <param name="Assignee">Who has it then: 1 to 100 characters.</param>
public sealed record TakeOverBody(string? Assignee = null);
