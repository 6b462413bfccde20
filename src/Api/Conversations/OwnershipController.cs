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
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
public sealed class OwnershipController(IMediator mediator) : ControllerBase
{
    /// <summary>A person takes the conversation over: from then on nothing more of the bot is sent, until it is given back.</summary>
    /// <remarks>
    /// The answer lists what the bot had begun to send (inFlight: it may still arrive) and what it will not send any more (withdrawn). Who has
    /// the conversation already is answered the same and nothing changes.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="body">Who takes it; whoever asks, when it is left out.</param>
    [HttpPost("takeover")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<Takeover>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_taken (somebody else has it; \"assignee\" and \"since\" say who and since when; give it back first), conversation_completed (it is over), conversation_moved_on (too much happened at once; ask again)")]
    public async Task<ActionResult<Takeover>> TakeOver(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TakeOverBody? body, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(
            new TakeOverConversation(new ConversationId(id), body?.Assignee ?? User.Identity?.Name ?? ""), cancellationToken));

    /// <summary>Gives the conversation back to the bot, which answers again from the customer's next message on.</summary>
    /// <remarks>
    /// It is accepted and happens in its turn, after everything that the customer has written before; asking twice is asking once.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    [HttpPost("give-back")]
    [Authorize(Permission.ConversationsWrite)]
    [ProducesResponseType<AcceptedGiveBack>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict,
        Problems.ContentType,
        Description = "conversation_not_taken (nobody has it; take it over first), conversation_completed (it is over)")]
    public async Task<ActionResult<AcceptedGiveBack>> GiveBack(Guid id, CancellationToken cancellationToken) =>
        Problems.Accepted(await mediator.Send(new GiveBackConversation(new ConversationId(id)), cancellationToken));
}

/// <param name="Assignee">Who has it then: 1 to 100 characters.</param>
public sealed record TakeOverBody(string? Assignee = null);
