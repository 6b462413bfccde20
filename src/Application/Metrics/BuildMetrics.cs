using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Shows which version of the program it is.</summary>
public sealed class BuildMetrics(SupportMetrics metrics) : IHostedService
{
    /// <summary>As it was built, with the commit where that is known.</summary>
    public static string Version { get; } = typeof(BuildMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Gauge("support_build_info", "1, with the version of the program", "version", () => [(Version, 1L)]);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
