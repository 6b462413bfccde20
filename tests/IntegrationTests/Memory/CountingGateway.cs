using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.IntegrationTests.Memory;

/// <summary>Takes every message and remembers none, unless it is told to leak.</summary>
internal sealed class CountingGateway : IMessageGateway
{
    private readonly ConcurrentQueue<byte[]> leaked = new();
    private int sent;

    public int Sent => Volatile.Read(ref sent);

    /// <summary>Bytes that are never let go, for each message.</summary>
    public int LeakBytes { get; set; }

    public ICircuit Circuit { get; } = new ClosedCircuit("counting");

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"wamid.{number}");

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (LeakBytes > 0)
        {
            leaked.Enqueue(new byte[LeakBytes]);
        }

        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted([IdOf(Interlocked.Increment(ref sent))]));
    }

    public void Use(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IMessageGateway>(this));
}
