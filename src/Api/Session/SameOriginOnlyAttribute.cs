using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using WhatsAppSupport.Api.Errors;

namespace WhatsAppSupport.Api.Session;

/// <summary>
/// Refuses what a foreign page makes a browser send: a sign-in, for instance, that would make somebody work in an attacker's account. Browsers
/// say themselves where a request comes from; programs say nothing, and are let through.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SameOriginOnlyAttribute : Attribute, IAuthorizationFilter, IAllowAnonymous
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (IsForeign(context.HttpContext.Request))
        {
            context.Result = new ProblemResult(
                Problems.Of(StatusCodes.Status403Forbidden, "cross_site", "A page of another site may not sign anybody in here."), retryAfter: null);
        }
    }

    /// <summary>Behind a proxy the host may be another one than the browser's; where the browser has compared them itself, that counts.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site.ToString() is not ("same-origin" or "none");
        }

        return request.Headers.TryGetValue("Origin", out var origin)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
