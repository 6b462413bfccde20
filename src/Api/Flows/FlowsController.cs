using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Flows;

[ApiController]
[Route("api/v1/flows")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class FlowsController(IMediator mediator) : ControllerBase
{
    /// <summary>The flows that run, and whether the files are still what runs; files that are new, and what in them would stop the next start.</summary>
    /// <remarks>
    /// Files are read when the program starts: a change runs from the next start on. The folder is looked at anew for each answer, so that a change can be
    /// seen to be right before that. A folder that cannot be read is one of the errors.
    /// </remarks>
    [HttpGet]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<FlowList>(StatusCodes.Status200OK)]
    public async Task<ActionResult<FlowList>> List(CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new ListFlows(), cancellationToken));

    /// <summary>One flow that runs, with the YAML that it was read from, and what is wrong in its file now.</summary>
    /// <param name="id">Its flow_id.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpGet("{id}")]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<FlowDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "flow_not_found")]
    public async Task<ActionResult<FlowDetails>> Get(string id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new GetFlow(id), cancellationToken));
}
