using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Api.Composition;

/// <summary>What works behind the face.</summary>
internal static class Support
{
    public static WebApplicationBuilder AddSupport(this WebApplicationBuilder builder, AppSettings settings)
    {
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SupportMetrics>();
        return builder;
    }
}
