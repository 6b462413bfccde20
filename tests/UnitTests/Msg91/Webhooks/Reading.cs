using System.Text;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

/// <summary>Short ways to read a body in a test and to say what must have come of it.</summary>
internal static class Reading
{
    private static readonly Msg91WebhookReader Reader = new();

    public static IReadOnlyList<WebhookItem> Read(string body) => Reader.Read(Encoding.UTF8.GetBytes(body));

    public static IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body) => Reader.Read(body);

    public static InboundMessage Message(string body) => Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Inbound>().Message;

    public static DeliveryReport Report(string body) => Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Report>().Content;

    public static IgnoredBecause Ignored(string body) => Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Ignored>().Reason;

    public static string UnreadableField(string body) =>
        Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Unreadable>().Problem.Field;

    /// <summary>The same item, whether or not its raw bytes lie in another array.</summary>
    public static void ShouldBeTheSame(this WebhookItem item, WebhookItem other)
    {
        item.Raw.Span.SequenceEqual(other.Raw.Span).ShouldBeTrue("raw bytes differ");
        (item with { Raw = default }).ShouldBe(other with { Raw = default });
    }
}
