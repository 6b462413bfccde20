using WhatsAppSupport.Application.Escalations;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>Stands where no address is configured; a warning at start has said so.</summary>
internal sealed class NobodyToNotify : IEscalationNotifier
{
    public Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken) => Task.FromResult(true);
}
