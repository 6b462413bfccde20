using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Access;

/// <summary><c>Authorization: Bearer</c> with the key of <c>ADMIN_API_KEY</c>, which may do everything, or one that was made under /api/v1/keys.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IMediator mediator, FailureLimits limits)
    : AuthenticationHandler<ApiKeyOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Caller.IsAsked(Context) || SecretText.FromHeader(Request.Headers.Authorization) is not { } given)
        {
            return AuthenticateResult.NoResult();
        }

        if (Options.Key?.Matches(given) is true)
        {
            return Success(Actor.SettingsKey);
        }

        return ApiKey.IsShaped(given) && (await mediator.Send(new UseApiKey(given), Context.RequestAborted)).Succeeded(out var actor, out _)
            ? Success(actor)
            : AuthenticateResult.Fail("The key is not a right one.");
    }

    /// <summary>Only what failed is counted: a right key is never limited, whoever guesses beside it.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var hasFailed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        if (hasFailed && limits.Keys.Count(Context.Connection.RemoteIpAddress) is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private static AuthenticateResult Success(Actor actor) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(actor.ToIdentity(SchemeName)), SchemeName));
}

internal sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>Null: only keys that were made.</summary>
    public SecretText? Key { get; set; }
}
