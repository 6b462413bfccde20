using System.Collections.Concurrent;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeGateway : IMessageGateway
{
    private readonly ConcurrentQueue<OutgoingMessage> sent = new();

    public Func<OutgoingMessage, Task<SendOutcome>> Answers { get; set; } =
        message => Task.FromResult<SendOutcome>(new SendOutcome.Accepted([$"uuid-{message.Id}"]));

    public FakeCircuit Circuit { get; } = new();

    ICircuit IMessageGateway.Circuit => Circuit;

    public IReadOnlyList<OutgoingMessage> Sent => [.. sent];

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        sent.Enqueue(message);
        return Answers(message);
    }

    public void Answer(SendOutcome outcome) => Answers = _ => Task.FromResult(outcome);
}
