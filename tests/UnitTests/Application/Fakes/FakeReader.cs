using System.Text;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Reads the bodies that it was told of; every other one is unreadable.</summary>
internal sealed class FakeReader : IWebhookReader
{
    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, WebhookItem>> items = [];

    public static ReadOnlyMemory<byte> Bytes(string body) => Encoding.UTF8.GetBytes(body);

    public void Knows(string part, InboundMessage message) => items[part] = raw => new WebhookItem.Inbound(message, raw);

    public void Knows(string part, DeliveryReport report) => items[part] = raw => new WebhookItem.Report(report, raw);

    public void Knows(string part, IgnoredBecause reason) => items[part] = raw => new WebhookItem.Ignored(reason, raw);

    /// <summary>A body is parts with spaces between them.</summary>
    public IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body) => [.. Encoding.UTF8.GetString(body.Span).Split(' ').Select(ReadPart)];

    private WebhookItem ReadPart(string part) => items.TryGetValue(part, out var item)
        ? item(Bytes(part))
        : new WebhookItem.Unreadable(new FieldError("from", "missing"), Bytes(part));
}
