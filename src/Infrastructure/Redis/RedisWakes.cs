using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Wakes between processes over Redis's publish and subscribe: one channel for each process.</summary>
internal sealed partial class RedisWakes(
    RedisConnection connection, RedisCircuit redis, Slots slots, LaneScheduler lanes, TimeProvider clock, ILogger<RedisWakes> logger)
    : BackgroundService, IWakes
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    public void Wake(WorkerId owner, LookupHash customer) => _ = redis.AskAsync(
        database => database.PublishAsync(ChannelOf(owner), customer.ToString()), 0L, CancellationToken.None).AsTask();

    /// <summary>The client subscribes again by itself when its connection comes back, but not when the connection is made anew.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ConnectionMultiplexer? subscribed = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var current = await connection.ConnectAsync().WaitAsync(stoppingToken);
                if (!ReferenceEquals(current, subscribed))
                {
                    await current.GetSubscriber().SubscribeAsync(ChannelOf(slots.Me), (_, customer) => Heard(customer)).WaitAsync(stoppingToken);
                    subscribed = current;
                }
            }
            catch (Exception failure) when (RedisCircuit.IsFailure(failure) && !stoppingToken.IsCancellationRequested)
            {
                NotSubscribed(logger, failure.GetType().Name);
            }

            await Task.Delay(LookAgainAfter, clock, stoppingToken);
        }
    }

    private static RedisChannel ChannelOf(WorkerId worker) => new($"wa:wake:{worker}", RedisChannel.PatternMode.Literal);

    private void Heard(RedisValue customer)
    {
        if (Guid.TryParseExact(customer, "N", out var hash))
        {
            lanes.Wake(new LookupHash(hash));
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Fault}: other processes cannot wake this one yet; it looks once a second")]
    private static partial void NotSubscribed(ILogger logger, string fault);
}
