using System.Diagnostics.Metrics;
using WhatsAppSupport.Api.Metrics;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Api.Webhooks;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Api.Telemetry;

/// <summary>Who hears of what is counted and traced: whoever reads <c>/metrics</c>, and a collector where there is one.</summary>
internal static class TelemetryRegistration
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton<MetricsPage>();
        return settings.Otlp is { } otlp
            ? services.AddSingleton(provider => new OtlpExport(otlp, provider.GetRequiredService<IMeterFactory>()))
            : services;
    }

    public static WebApplication UseTelemetry(this WebApplication app)
    {
        // They count from the first request on, not from the first look at them.
        _ = app.Services.GetRequiredService<MetricsPage>();
        if (app.Services.GetService<OtlpExport>() is not null)
        {
            app.UseMiddleware<WebhookTraces>();
        }

        app.Services.GetRequiredService<SupportMetrics>().Begin();
        return app;
    }
}
