using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Access;

/// <summary><c>Authorization: Bearer</c> with the key of <c>ADMIN_API_KEY</c>, which may do everything.</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<ApiKeyOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretText.FromHeader(Request.Headers.Authorization) is not { } given)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (Options.Key?.Matches(given) is not true)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is not a right one."));
        }

        var user = new ClaimsPrincipal(Actor.SettingsKey.ToIdentity(SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}

internal sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>Null: nobody is let in.</summary>
    public SecretText? Key { get; set; }
}
