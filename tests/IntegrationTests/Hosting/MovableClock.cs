using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Tells a time that a test moves, and may stop. Its timers and stopwatches run as ever, so that what polls goes on polling.</summary>
public sealed class MovableClock : TimeProvider
{
    private long offset;

    private long? stoppedAt;

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(stoppedAt ?? System.GetUtcNow().Ticks, TimeSpan.Zero) + TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <summary>From now on no time passes but what the test lets pass. Before the service starts.</summary>
    public void Stop() => stoppedAt = System.GetUtcNow().Ticks;

    public void Move(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);

    /// <summary>For <see cref="SupportService.StartAsync(Backend, IReadOnlyDictionary{string, string}?, IReadOnlyDictionary{string, string?}?, Action{WebApplicationBuilder}?)"/>.</summary>
    public void Use(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
}
