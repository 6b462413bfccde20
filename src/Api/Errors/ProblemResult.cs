using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace WhatsAppSupport.Api.Errors;

/// <summary>A problem as a controller's answer.</summary>
internal sealed class ProblemResult(ProblemDetails problem, TimeSpan? retryAfter) : ActionResult
{
    public ProblemDetails Problem => problem;

    public override Task ExecuteResultAsync(ActionContext context)
    {
        if (retryAfter is { } wait)
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Problems.WriteAsync(context.HttpContext, problem);
    }
}
