using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Api.Agents;

[ApiController]
[Route("api/v1/agents")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class AgentsController(IMediator mediator) : ControllerBase
{
    /// <summary>The people of the business, in the order in which they came.</summary>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.AgentsRead)]
    [ProducesResponseType<AgentPage>(StatusCodes.Status200OK)]
    public async Task<ActionResult<AgentPage>> List(string? after, int limit = ListAgents.DefaultLimit, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListAgents(after, limit), cancellationToken));

    /// <summary>One agent; the header ETag tells their version.</summary>
    [HttpGet("{id:guid}")]
    [Authorize(Permission.AgentsRead)]
    [ProducesResponseType<AgentView>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "agent_not_found")]
    public async Task<ActionResult<AgentView>> Get(Guid id, CancellationToken cancellationToken) =>
        Problems.Answer(this.Told(await mediator.Send(new GetAgent(new AgentId(id)), cancellationToken)));

    /// <summary>Lets a person in, with a password that is told this once and that they must change.</summary>
    [HttpPost]
    [Authorize(Permission.AgentsWrite)]
    [ProducesResponseType<AgentWithPassword>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed, role_too_high")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "email_taken")]
    public async Task<ActionResult<AgentWithPassword>> Add(NewAgentBody body, CancellationToken cancellationToken)
    {
        var added = await mediator.Send(new AddAgent(User.ToActor(), body.Email, body.Name, body.Role), cancellationToken);
        return Problems.Created(this.Told(added), agent => $"/api/v1/agents/{agent.Agent.Id}");
    }

    /// <summary>Changes what is given. Somebody who is not active any more is signed out at once; another role holds with their next request.</summary>
    /// <remarks>Where If-Match is not the present version any more, nothing is changed (412).</remarks>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPatch("{id:guid}")]
    [Authorize(Permission.AgentsWrite)]
    [ProducesResponseType<AgentView>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed, own_role, role_too_high")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "agent_not_found")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "email_taken, last_administrator")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    public async Task<ActionResult<AgentView>> Change(
        Guid id, AgentBody body, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(
                new ChangeAgent(User.ToActor(), new AgentId(id), body.Email, body.Name, body.Role, body.IsActive, version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Gives somebody who cannot sign in any more another password, told this once; it must be changed, and all their sessions end.</summary>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPost("{id:guid}/password-reset", Name = "resetAgentPassword")]
    [Authorize(Permission.AgentsWrite)]
    [ProducesResponseType<AgentWithPassword>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed, own_password, role_too_high")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "agent_not_found")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    public async Task<ActionResult<AgentWithPassword>> ResetPassword(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new ResetPassword(User.ToActor(), new AgentId(id), version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Lets somebody try again who was wrong too often.</summary>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPost("{id:guid}/unlock")]
    [Authorize(Permission.AgentsWrite)]
    [ProducesResponseType<AgentView>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed, role_too_high")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "agent_not_found")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    public async Task<ActionResult<AgentView>> Unlock(
        Guid id, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new UnlockAgent(User.ToActor(), new AgentId(id), version), cancellationToken)))
            : Problems.From(error);
}

/// <param name="Email">What they sign in with.</param>
/// <param name="Name">As colleagues know them: 1 to 100 characters.</param>
public sealed record NewAgentBody(string? Email, string? Name, Role? Role) : Personal;

/// <summary>What is left out stays as it is.</summary>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">As colleagues know them: 1 to 100 characters.</param>
/// <param name="IsActive">False: may not sign in, and is signed out.</param>
public sealed record AgentBody(string? Email = null, string? Name = null, Role? Role = null, bool? IsActive = null) : Personal;
