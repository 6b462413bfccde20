using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>Stands in for MSG91 while no key is configured: nothing leaves the machine.</summary>
internal sealed class SandboxGateway(SandboxMessages messages, TimeProvider clock) : IMessageGateway
{
    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        messages.Add(new SandboxMessage(message.Id, now, message.From, message.To, message.Text, message.Options));
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted([$"sandbox-{Guid.CreateVersion7(now)}"]));
    }
}
