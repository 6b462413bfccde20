using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Access;

/// <summary>Open on this machine in the sandbox; everywhere else it is not there.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SandboxOnlyAttribute : Attribute, IAuthorizationFilter, IAllowAnonymous
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var settings = context.HttpContext.RequestServices.GetRequiredService<AppSettings>();
        if (!settings.IsSandbox || !LocalCaller.Is(context.HttpContext))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status404NotFound);
        }
    }
}
