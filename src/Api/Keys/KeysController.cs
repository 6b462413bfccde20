using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Keys;

[ApiController]
[Route("api/v1/keys")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class KeysController(IMediator mediator) : ControllerBase
{
    /// <summary>The keys of programs, the newest first, expired and revoked ones, too. The keys themselves are kept nowhere.</summary>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.KeysRead)]
    [ProducesResponseType<ApiKeyPage>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ApiKeyPage>> List(string? after, int limit = ListApiKeys.DefaultLimit, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListApiKeys(after, limit), cancellationToken));

    /// <summary>Makes a key for a program, which sends it as "Authorization: Bearer …". It is told this once.</summary>
    [HttpPost]
    [Authorize(Permission.KeysWrite)]
    [ProducesResponseType<IssuedApiKey>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "not_allowed, keys_issue_no_keys, scope_not_own")]
    public async Task<ActionResult<IssuedApiKey>> Issue(NewKeyBody body, CancellationToken cancellationToken)
    {
        var issued = await mediator.Send(new IssueApiKey(User.ToActor(), body.Name, body.Scopes, body.ExpiresAt), cancellationToken);
        return Problems.Created(issued, key => $"/api/v1/keys/{key.Key.Id}");
    }

    /// <summary>Revokes a key: its next request is refused. It stays in the list. Done twice, it is done once.</summary>
    [HttpDelete("{id:guid}")]
    [Authorize(Permission.KeysWrite)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "key_not_found")]
    public async Task<ActionResult> Revoke(Guid id, CancellationToken cancellationToken) =>
        Problems.Done(await mediator.Send(new RevokeApiKey(User.ToActor(), id), cancellationToken));
}

/// <param name="Name">What it is for: 1 to 100 characters.</param>
/// <param name="Scopes">What it may do, by the names of permissions; none that whoever makes it does not have.</param>
/// <param name="ExpiresAt">When it stops opening anything; without it, never.</param>
public sealed record NewKeyBody(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt = null);
