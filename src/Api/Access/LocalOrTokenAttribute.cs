using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Access;

/// <summary>Open on this machine; from elsewhere only with <c>METRICS_TOKEN</c>, and not at all while none is set.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LocalOrTokenAttribute : Attribute, IAuthorizationFilter, IAllowAnonymous
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var settings = context.HttpContext.RequestServices.GetRequiredService<AppSettings>();
        var given = SecretText.FromHeader(context.HttpContext.Request.Headers.Authorization);
        var hasToken = settings.MetricsToken is { } token && new SecretText(token).Matches(given);
        if (!hasToken && !LocalCaller.Is(context.HttpContext))
        {
            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            context.Result = new StatusCodeResult(StatusCodes.Status401Unauthorized);
        }
    }
}
