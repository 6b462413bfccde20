using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>The composition root.</summary>
public static class SupportApp
{
    /// <param name="also">What a test replaces or adds, after everything else is registered.</param>
    public static WebApplication Build(AppSettings settings, string[]? args = null, Action<WebApplicationBuilder>? also = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args ?? []);
        builder.AddLogs();
        builder.AddWebServer(settings);
        builder.AddSupport(settings);
        builder.AddFace(settings);
        also?.Invoke(builder);
        return builder.Build().UseFace();
    }
}
