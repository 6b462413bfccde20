using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Audit;

[ApiController]
[Route("api/v1/audit")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class AuditController(IMediator mediator) : ControllerBase
{
    /// <summary>Who changed what, before and after; the newest first. Entries are never changed and never removed.</summary>
    /// <param name="actor">Of this agent or key only.</param>
    /// <param name="subject">About this only: the id of an agent, a conversation, a customer, a key, a message, a publication of flows, a row of the inbox.</param>
    /// <param name="action">Of this kind only: agent.created, conversation.taken_over, key.revoked, session.opened and others.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last one.</param>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.AuditRead)]
    [ProducesResponseType<AuditPage>(StatusCodes.Status200OK)]
    public async Task<ActionResult<AuditPage>> List(
        Guid? actor,
        string? subject,
        string? action,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? after,
        int limit = ListAuditEntries.DefaultLimit,
        CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListAuditEntries(actor, subject, action, from, to, after, limit), cancellationToken));
}
