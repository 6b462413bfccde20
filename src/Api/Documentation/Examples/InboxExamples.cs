using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class InboxExamples : IExamples
{
    private static readonly InboxRowView Row = new()
    {
        Id = 7,
        State = InboxState.Quarantined,
        Kind = InboxKind.Unread,
        ReceivedAt = Invented.Morning,
        Attempts = 0,
        Recoveries = 0,
        Error = "text: missing; a message of type text has one",
    };

    public IEnumerable<object> All =>
    [
        new InboxRowPage([Row], Next: null),
        new InboxRowDetails(Row, $$"""{"from":"{{Invented.Phone}}","timestamp":1795426200}""", Base64: null),
        new ReplayReceipt(7, InboxState.Done, WebhookExamples.Receipt),
    ];
}
