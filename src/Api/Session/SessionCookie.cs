using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Session;

/// <summary>
/// The cookie of whoever signed in. It holds nothing but the name of a session, sealed; who that is and what they may do is looked up with
/// each request, so that signing out, another role or another password hold at once, in every process.
/// </summary>
public sealed class SessionCookie(IOptionsMonitor<CookieAuthenticationOptions> options, IMediator mediator) : CookieAuthenticationEvents
{
    /// <summary>Browsers keep a cookie of this prefix only when it is Secure, for this host alone and for all of its paths.</summary>
    public const string Name = "__Host-session";

    public const string SchemeName = "Session";

    private const string SessionType = "session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.EventsType = typeof(SessionCookie);
        options.ExpireTimeSpan = SignInLimits.SessionTime;
        options.SlidingExpiration = false;

        // There is no page to be sent to: who is not signed in is told so.
        options.ForwardChallenge = ApiKeyAuthentication.SchemeName;
        options.ForwardForbid = ApiKeyAuthentication.SchemeName;

        options.Cookie.Name = Name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;

        // Behind a proxy that ends TLS this program sees http, and the browser https all the same.
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (Caller.IsAsked(http)
            && SessionOf(context.Principal) is { } session
            && (await mediator.Send(new GetSignIn(session), http.RequestAborted)).Succeeded(out var signedIn, out _))
        {
            context.ReplacePrincipal(PrincipalOf(signedIn));
            http.Features.Set(signedIn);
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    /// <summary>The session that a request brought, whether it still is one or not.</summary>
    public SignInId? Read(HttpContext context)
    {
        var cookie = options.Get(SchemeName);
        return cookie.CookieManager.GetRequestCookie(context, Name) is { } sealedText ? SessionOf(cookie.TicketDataFormat.Unprotect(sealedText)?.Principal) : null;
    }

    /// <summary>Sets the cookie, and makes the rest of this request one of whoever signed in.</summary>
    public static async Task SignInAsync(HttpContext context, SignedIn signedIn)
    {
        var session = new ClaimsIdentity([new Claim(SessionType, signedIn.Session.Value.ToString("N"))], SchemeName);
        await context.SignInAsync(SchemeName, new ClaimsPrincipal(session), new AuthenticationProperties { ExpiresUtc = signedIn.ExpiresAt });
        context.User = PrincipalOf(signedIn);
        context.Features.Set(signedIn);
    }

    private static ClaimsPrincipal PrincipalOf(SignedIn signedIn) => new(signedIn.ToActor().ToIdentity(SchemeName));

    private static SignInId? SessionOf(ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirstValue(SessionType), "N", out var id) ? new SignInId(id) : null;
}

internal static class SessionFeature
{
    /// <summary>The session that this request is signed in by; null for a request with a key.</summary>
    public static SignedIn? SignedIn(this HttpContext context) => context.Features.Get<SignedIn>();
}
