using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Tells a time that a test moves. Its timers and stopwatches run as ever, so that what polls goes on polling.</summary>
public sealed class MovableClock : TimeProvider
{
    private long offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offset));

    public void Move(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);

    /// <summary>For <see cref="SupportService.StartAsync(Backend, IReadOnlyDictionary{string, string}?, IReadOnlyDictionary{string, string?}?, Action{WebApplicationBuilder}?)"/>.</summary>
    public void Use(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
}
