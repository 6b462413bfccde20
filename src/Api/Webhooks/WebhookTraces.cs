using WhatsAppSupport.Application.Traces;

namespace WhatsAppSupport.Api.Webhooks;

/// <summary>Begins a trace with each request to the webhook. Around everything that is logged of it, so that this has the same ids.</summary>
internal sealed class WebhookTraces(RequestDelegate next, SupportTraces traces)
{
    private static readonly PathString Webhooks = "/webhooks";

    public async Task InvokeAsync(HttpContext context)
    {
        using var span = context.GetEndpoint() is not null && context.Request.Path.StartsWithSegments(Webhooks) ? traces.Webhook() : null;
        await next(context);
        span?.SetTag("status", context.Response.StatusCode);
    }
}
