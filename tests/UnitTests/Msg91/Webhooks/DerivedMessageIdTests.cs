using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class DerivedMessageIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly InboundMessage Message = new()
    {
        From = PhoneNumber.FromStored("919811112222"),
        Type = MessageType.Text,
        Text = "hi",
        SentAt = Noon,
    };

    private static string Id(InboundMessage message, string raw = "a", int minutesLater = 0) =>
        DerivedMessageId.DerivedId(message, System.Text.Encoding.UTF8.GetBytes(raw), Noon.AddMinutes(minutesLater));

    [Fact]
    public void The_same_message_gets_the_same_id_in_whichever_body_and_whenever_it_comes()
    {
        Id(Message, "a", 0).ShouldBe(Id(Message with { SentAt = Noon.ToOffset(TimeSpan.FromHours(5.5)) }, "b", 30));
        Id(Message).Length.ShouldBe(64);
    }

    [Fact]
    public void Another_sender_time_type_or_content_is_another_message()
    {
        InboundMessage[] others =
        [
            Message,
            Message with { From = PhoneNumber.FromStored("919811112223") },
            Message with { From = null, Bsuid = "919811112222" },
            Message with { SentAt = Noon.AddSeconds(1) },
            Message with { Type = MessageType.Button },
            Message with { Text = "hi " },
            Message with { Text = null, Payload = "hi" },
            Message with { Text = "h", Payload = "i" },
            Message with { Text = "hi", Payload = "" },
            Message with { Text = null, Media = "hi" },
        ];

        others.Select(message => Id(message)).ShouldBeUnique();
    }

    [Fact]
    public void Without_an_own_time_a_repeat_within_the_minute_is_one_and_the_same_words_later_are_two()
    {
        var timeless = Message with { SentAt = null };

        Id(timeless).ShouldBe(Id(timeless));
        Id(timeless).ShouldNotBe(Id(timeless, minutesLater: 5));
        Id(timeless, "a").ShouldNotBe(Id(timeless, "b"));
    }
}
