using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>Stores what an authenticated webhook posted, durably, and wakes whoever handles it.</summary>
public sealed record AcceptWebhook(ReadOnlyMemory<byte> Body) : ICommand<Result<WebhookReceipt>>;

internal sealed class AcceptWebhookHandler(Intake intake, IInbox inbox, TimeProvider clock) : IRequestHandler<AcceptWebhook, Result<WebhookReceipt>>
{
    public async Task<Result<WebhookReceipt>> Handle(AcceptWebhook command, CancellationToken cancellationToken)
    {
        var entries = intake.Read(command.Body, clock.GetUtcNow(), out var tests);
        var receipt = entries.Count == 0
            ? new WebhookReceipt(0, 0, 0, 0, [])
            : intake.Settle(entries, await inbox.StoreAsync(entries, cancellationToken));
        return tests.Count == 0 ? receipt : receipt with { Tests = tests };
    }
}
