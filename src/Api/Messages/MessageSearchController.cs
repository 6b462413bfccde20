using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Messages;

[ApiController]
[Route("api/v1/messages/search")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class MessageSearchController(IMediator mediator) : ControllerBase
{
    /// <summary>Messages in whose text all of the words occur, the newest first.</summary>
    /// <remarks>Words are found whole, in upper or lower case; signs between them mean nothing, and where nothing but signs is asked for, nothing is found. A message is found about a second after it was written.</remarks>
    /// <param name="q">Words, 1 to 200 characters.</param>
    /// <param name="after">"next" of the page before, as it is, with the same q.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.ConversationsRead)]
    [ProducesResponseType<FoundMessagePage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<FoundMessagePage>> Search(
        string? q, string? after, int limit = PageLimit.Default, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new SearchMessages(q, after, limit), cancellationToken));
}
