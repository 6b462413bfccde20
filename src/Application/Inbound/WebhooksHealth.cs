using System.Globalization;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>Tells that MSG91 posts each message twice. That is no fault of this program, and nobody is answered twice: it stays up.</summary>
public sealed class WebhooksHealth(DoubledEvents doubled) : IHealthPart
{
    public const string PartName = "webhooks";

    public string Name => PartName;

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(doubled.Last is { } last
        ? new PartHealth(
            PartState.Up,
            string.Create(CultureInfo.InvariantCulture, $"both inbound events are switched on in MSG91's dashboard: the same message came twice at {last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. One is enough"))
        : PartHealth.Up);
}
