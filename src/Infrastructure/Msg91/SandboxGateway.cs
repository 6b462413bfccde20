using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>Stands in for MSG91 while no key is configured: nothing leaves the machine.</summary>
internal sealed class SandboxGateway(SandboxMessages messages, TimeProvider clock) : IMessageGateway
{
    public ICircuit Circuit { get; } = new ClosedCircuit("sandbox");

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        messages.Add(new SandboxMessage(message.Id.ToString(), message.To, message.From, message.Text, [.. message.Options.Select(option => option.Title)], now));
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted([$"sandbox-{Guid.CreateVersion7(now)}"]));
    }
}
