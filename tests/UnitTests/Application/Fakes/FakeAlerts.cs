using System.Collections.Concurrent;
using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeAlerts : IAlertNotifier
{
    private readonly ConcurrentQueue<Alert> raised = new();

    public bool IsHeard { get; set; } = true;

    /// <summary>Every try.</summary>
    public IReadOnlyList<Alert> Raised => [.. raised];

    public Task<bool> NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        raised.Enqueue(alert);
        return Task.FromResult(IsHeard);
    }
}
