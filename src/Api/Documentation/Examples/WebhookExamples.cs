using WhatsAppSupport.Api.Webhooks;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>What comes in, and what the sandbox shows of the answer.</summary>
internal sealed class WebhookExamples : IExamples
{
    public static readonly WebhookReceipt Receipt = new(Accepted: 1, Duplicates: 0, Reports: 0, Quarantined: 0, Errors: []);

    public IEnumerable<object> All =>
    [
        new PlainMessage(Invented.Phone, "hi", Invented.Morning.ToUnixTimeSeconds(), "wamid.1", "text"),
        Receipt,
        new SandboxMessage("1", Invented.Phone, Invented.OurNumber, "What can we do for you?", ["Where is my order?", "A person"], Invented.Morning.AddSeconds(1)),
    ];
}
