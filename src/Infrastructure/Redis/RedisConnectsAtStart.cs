using Microsoft.Extensions.Hosting;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Connects before the first customer writes. The process starts all the same where Redis is down.</summary>
internal sealed class RedisConnectsAtStart(RedisConnection connection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = connection.ConnectAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
