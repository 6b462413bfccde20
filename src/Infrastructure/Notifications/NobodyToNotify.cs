using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Escalations;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>Stands where no address is configured; a warning at start has said so.</summary>
internal sealed class NobodyToNotify : IEscalationNotifier, IAlertNotifier
{
    public Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> NotifyAsync(Alert alert, CancellationToken cancellationToken) => Task.FromResult(true);
}
