using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

[ApiController]
[Route("api/v1/conversations")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class ConversationsController(IMediator mediator) : ControllerBase
{
    /// <summary>Conversations, the one that changed last first. Pages stay as they are while others change: what did not change is shown once.</summary>
    /// <param name="which">The filters.</param>
    /// <param name="sort">newest (changed last first), oldest, or waiting: who has waited the longest for a person first, only what is escalated and nobody has.</param>
    /// <param name="after">"next" of the page before, as it is, with the same sort and filters.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<ConversationPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<ConversationPage>> List(
        [FromQuery] WhichConversations which,
        [Words(typeof(ConversationSort))] string? sort,
        string? after,
        int limit = PageLimit.Default,
        CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListConversations(which.Asked(), User.ToActor(), sort, after, limit), cancellationToken));

    /// <summary>How many there are of each status, how many wait for a person and how many are flagged, under the filters of the list.</summary>
    /// <remarks>Each is counted up to 10,000; "isMore" says that there are more. A status that is not asked for counts 0.</remarks>
    [HttpGet("counts")]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<ConversationCounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<ConversationCounts>> Count([FromQuery] WhichConversations which, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new CountConversations(which.Asked(), User.ToActor()), cancellationToken));

    /// <summary>One conversation with its customer, its service window and its newest messages, at most 200, oldest first; the header ETag tells its version.</summary>
    [HttpGet("{id:guid}")]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<ConversationDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
    public async Task<ActionResult<ConversationDetails>> Get(Guid id, CancellationToken cancellationToken) =>
        Problems.Answer(this.Told(await mediator.Send(new GetConversation(new ConversationId(id)), cancellationToken)));

    /// <summary>A conversation's messages, the newest first; with "since" what came after that one, oldest first.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="since">The ordinal of the last message that is known.</param>
    /// <param name="after">"next" of the page before, as it is: what is older, or with "since" what is newer still.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet("{id:guid}/messages")]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<MessagePage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "conversation_not_found")]
    public async Task<ActionResult<MessagePage>> ListMessages(
        Guid id, int? since, string? after, int limit = PageLimit.Default, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListMessages(new ConversationId(id), since, after, limit), cancellationToken));
}
