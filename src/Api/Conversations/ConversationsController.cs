using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

[ApiController]
[Route("api/v1/conversations")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class ConversationsController(IMediator mediator) : ControllerBase
{
    /// <summary>Conversations, the one that changed last first.</summary>
    /// <param name="status">active, escalated or completed; all when left out.</param>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<ConversationPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<ConversationPage>> List(
        [Words(typeof(ConversationStatus))] string? status, string? after, int limit = ListConversations.DefaultLimit, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListConversations(status, after, limit), cancellationToken));

    /// <summary>One conversation with its newest messages, at most 200, oldest first.</summary>
    [HttpGet("{id:guid}")]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<ConversationDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
    public async Task<ActionResult<ConversationDetails>> Get(Guid id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new GetConversation(new ConversationId(id)), cancellationToken));
}
