using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Inbox;

[ApiController]
[Route("api/v1/inbox")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class InboxController(IMediator mediator) : ControllerBase
{
    /// <summary>What was accepted and could not be handled (dead) or read (quarantined), or still waits (pending); the newest first.</summary>
    /// <param name="state">dead, quarantined or pending; dead and quarantined when left out.</param>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet(Name = "listInboxRows")]
    [Authorize(Permission.InboxRead)]
    [ProducesResponseType<InboxRowPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public async Task<ActionResult<InboxRowPage>> List(
        [Words(InboxState.Dead, InboxState.Quarantined, InboxState.Pending)] string? state, string? after, int limit = ListInboxRows.DefaultLimit, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListInboxRows(state, after, limit), cancellationToken));

    /// <summary>One row with its body as it came: what the customer wrote is in it.</summary>
    [HttpGet("{id:long}", Name = "getInboxRow")]
    [Authorize(Permission.InboxRead)]
    [ProducesResponseType<InboxRowDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "inbox_row_not_found")]
    public async Task<ActionResult<InboxRowDetails>> Get(long id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new GetInboxRow(id), cancellationToken));

    /// <summary>Takes a parked row up again: a dead one is handled anew, in its own place in its customer's order; a quarantined one is read anew.</summary>
    /// <remarks>Asked twice, it is done once. A row that still cannot be read stays as it is, and the answer says what is wrong with it.</remarks>
    [HttpPost("{id:long}/replay", Name = "replayInboxRow")]
    [Authorize(Permission.InboxWrite)]
    [ProducesResponseType<ReplayReceipt>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "inbox_row_not_found")]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status409Conflict, Problems.ContentType, Description = "inbox_row_not_parked, inbox_row_still_unreadable")]
    public async Task<ActionResult<ReplayReceipt>> Replay(long id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new ReplayInboxRow(id, User.ToActor()), cancellationToken));
}
