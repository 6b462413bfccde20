using System.Net;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>Where the program listens, and what it takes.</summary>
internal static class WebServer
{
    /// <summary>MSG91's largest webhooks are a few kilobytes; more than this is answered 413.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>More are not let in, each can hold a body. MSG91 and what stands before us keep a few hundred at most.</summary>
    public const long MaxConnections = 4_096;

    /// <summary>What is under way may end; platforms kill after 30 s.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(25);

    public static WebApplicationBuilder AddWebServer(this WebApplicationBuilder builder, AppSettings settings)
    {
        // A header must not make a caller from elsewhere look like one on this machine (LocalCaller).
        builder.Configuration["ForwardedHeaders_Enabled"] = "false";

        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxBodyBytes;
            server.Limits.MaxConcurrentConnections = MaxConnections;
            Listen(server, settings);
        });
        return builder;
    }

    /// <summary>The sandbox has doors without a lock: only this machine may come to them.</summary>
    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions server, AppSettings settings)
    {
        if (!settings.IsSandbox)
        {
            server.ListenAnyIP(settings.Port);
        }
        else if (settings.Port == 0)
        {
            server.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            server.ListenLocalhost(settings.Port);
        }
    }
}
