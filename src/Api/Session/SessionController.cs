using System.Net.Mime;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Session;

[ApiController]
[Route("api/v1/session")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class SessionController(IMediator mediator, IAntiforgery tokens) : ControllerBase
{
    /// <summary>Signs an agent in: sets the cookie of a session of twelve hours.</summary>
    /// <remarks>
    /// Whatever changes something in that session needs the header X-CSRF-Token with the "csrfToken" of this answer. A wrong password, an unknown
    /// e-mail, an account that is locked or not active are one answer: sign_in_refused. After 20 failures a minute an address is answered 429.
    /// </remarks>
    [HttpPost]
    [SameOriginOnly]
    [Consumes(MediaTypeNames.Application.Json)]
    [ProducesResponseType<SessionAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "cross_site")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, Problems.ContentType)]
    public async Task<ActionResult<SessionAnswer>> Open(
        SignInBody body, [FromServices] SessionCookie cookie, [FromServices] FailureLimits limits, CancellationToken cancellationToken)
    {
        // Counted before the password is looked at, and taken back where it was no failure.
        var address = HttpContext.Connection.RemoteIpAddress;
        if (limits.SignIns.Count(address) is { } wait)
        {
            return Problems.TooMany(wait);
        }

        Result<SignedIn>? opened = null;
        try
        {
            opened = await mediator.Send(new OpenSession(body.Email ?? "", body.Password ?? "", cookie.Read(HttpContext)), cancellationToken);
        }
        finally
        {
            if (opened?.Error is not SignInRefused)
            {
                limits.SignIns.Forgive(address);
            }
        }

        if (!opened.Succeeded(out var signedIn, out var error))
        {
            return Problems.From(error);
        }

        await SessionCookie.SignInAsync(HttpContext, signedIn);
        return SessionAnswer.Of(signedIn, TokenOf());
    }

    /// <summary>Who asks, by a session or by a key, and what they may do.</summary>
    [HttpGet]
    [Authorize(Permission.Session)]
    [ProducesResponseType<SessionAnswer>(StatusCodes.Status200OK)]
    public ActionResult<SessionAnswer> Get() =>
        HttpContext.SignedIn() is { } signedIn ? SessionAnswer.Of(signedIn, TokenOf()) : SessionAnswer.Of(User.ToActor());

    /// <summary>Signs out: the cookie opens nothing any more, wherever it was copied to.</summary>
    [HttpDelete]
    [Authorize(Permission.Session)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType, Description = "csrf_token_invalid, session_required")]
    public async Task<ActionResult> Close(CancellationToken cancellationToken)
    {
        if (HttpContext.SignedIn() is not { Session: var session })
        {
            return Problems.From(new SessionRequired());
        }

        var closed = await mediator.Send(new CloseSession(User.ToActor(), session), cancellationToken);
        await HttpContext.SignOutAsync(SessionCookie.SchemeName);
        return Problems.Done(closed);
    }

    /// <summary>Changes one's own password, and signs oneself out everywhere else.</summary>
    /// <remarks>12 to 128 characters, whichever; neither the e-mail nor a plain pattern. A wrong present one counts as a failed sign-in.</remarks>
    [HttpPut("password")]
    [Authorize(Permission.Session)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(
        StatusCodes.Status403Forbidden, Problems.ContentType, Description = "wrong_password, csrf_token_invalid, session_required")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "account_moved_on")]
    public async Task<ActionResult> ChangePassword(PasswordBody body, CancellationToken cancellationToken) =>
        HttpContext.SignedIn() is { Session: var session }
            ? Problems.Done(await mediator.Send(new ChangePassword(User.ToActor(), session, body.Current ?? "", body.New ?? ""), cancellationToken))
            : Problems.From(new SessionRequired());

    private string TokenOf() => tokens.GetAndStoreTokens(HttpContext).RequestToken!;
}

/// <summary>A key is no person: it has no session to end and no password to change.</summary>
public sealed record SessionRequired() : ForbiddenError("session_required", "This is for who signed in with a password; a key has neither session nor password.");

public sealed record SignInBody(string? Email, string? Password)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(SignInBody);
}

/// <param name="Current">The present password.</param>
/// <param name="New">12 to 128 characters.</param>
public sealed record PasswordBody(string? Current, string? New)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(PasswordBody);
}
