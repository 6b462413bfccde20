using Microsoft.AspNetCore.Antiforgery;
using WhatsAppSupport.Api.Errors;

namespace WhatsAppSupport.Api.Session;

/// <summary>
/// A browser sends its cookies along with whatever request a foreign page makes it send; so whatever changes something must show, besides the
/// cookies, a token that only our own pages can read. Keys are sent by no browser by itself: a request with one needs no token.
/// </summary>
internal static class CsrfTokens
{
    public const string HeaderName = "X-CSRF-Token";
    public const string CookieName = "__Host-csrf";

    public static void Configure(AntiforgeryOptions options)
    {
        options.HeaderName = HeaderName;
        options.SuppressReadingTokenFromFormBody = true;
        options.Cookie = new AlwaysSecureCookie
        {
            Name = CookieName,
            Path = "/",
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
        };
    }

    public static IApplicationBuilder UseCsrfTokens(this IApplicationBuilder app)
    {
        var tokens = app.ApplicationServices.GetRequiredService<IAntiforgery>();
        return app.Use(async (context, next) =>
        {
            // What reads needs none: that is for IAntiforgery to know.
            if (context.SignedIn() is null || await tokens.IsRequestValidAsync(context))
            {
                await next(context);
                return;
            }

            await Problems.WriteAsync(context, Problems.Of(
                StatusCodes.Status403Forbidden,
                "csrf_token_invalid",
                $"Send the token of this session as the header {HeaderName}: GET /api/v1/session tells it as \"csrfToken\"."));
        });
    }

    /// <summary>Antiforgery refuses to make a Secure cookie where it sees http, as it does behind a proxy that ends TLS; so it is not asked whether it is Secure.</summary>
    private sealed class AlwaysSecureCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var cookie = base.Build(context, expiresFrom);
            cookie.Secure = true;
            return cookie;
        }
    }
}

/// <summary>A token is of one session: neither another agent's nor one of an earlier session of the same agent is taken.</summary>
internal sealed class TokenOfSession : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => context.SignedIn()?.Session.Value.ToString("N") ?? "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == GetAdditionalData(context);
}
