using WhatsAppSupport.Api.Webhooks;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>What comes in, and what the sandbox shows of the answer.</summary>
internal sealed class WebhookExamples : IExamples
{
    public static readonly WebhookReceipt Receipt = new(Accepted: 1, Duplicates: 0, Reports: 0, Quarantined: 0, Errors: []);

    public IEnumerable<object> All =>
    [
        new PlainMessage(Invented.Phone, "hi", Invented.Morning.ToUnixTimeSeconds(), "wamid.1", "text"),
        Receipt,
        new SandboxMessage("1", Invented.Phone, Invented.OurNumber, "What can we do for you?", ["Where is my order?", "A person"], Invented.Morning.AddSeconds(1))
        {
            Type = MessageType.Interactive,
            List = new SandboxList("See all", [new SandboxSection("Help", [new SandboxRow("Where is my order?", "Have its number at hand"), new SandboxRow("A person", null)])]),
        },
        new SandboxMedia("https://shop.example/menu.pdf", "menu.pdf"),
        new SandboxLocation(19.076, 72.877, "Our shop", "1, Some Road"),
    ];
}
