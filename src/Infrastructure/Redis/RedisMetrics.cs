using Microsoft.Extensions.Hosting;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Shows whether Redis answers, and how much waits for it.</summary>
internal sealed class RedisMetrics(RedisConnection connection, SupportMetrics metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Gauge("support_redis_connected", "1 while there is a connection to Redis", () => connection.IsConnected ? 1 : 0);
        metrics.Gauge("support_redis_pending", "Commands to Redis that wait for their answer", () => connection.Pending);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
