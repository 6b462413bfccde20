using System.Text.Json;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class ContentReadingTests
{
    private const string Asha = "\"customerNumber\":\"919811112222\"";

    [Theory]
    [InlineData("""{"type":"button_reply","button_reply":{"id":"slot_yes","title":"Confirm"}}""", "Confirm", "slot_yes")]
    [InlineData("""{"type":"list_reply","list_reply":{"id":"svc_1","title":"Haircut","description":"30 min"}}""", "Haircut", "svc_1")]
    [InlineData("""{"type":"list_reply","list_reply":{"id":"svc_1"}}""", null, "svc_1")]
    [InlineData("""{"type":"nfm_reply","nfm_reply":{"body":"Sent","name":"flow","response_json":"{}"}}""", "Sent", null)]
    public void A_tap_is_read_wherever_and_however_it_comes(string interactive, string? title, string? id)
    {
        var held = JsonSerializer.Serialize(interactive);
        var message = JsonSerializer.Serialize($$"""[{"type":"interactive","interactive":{{interactive}}}]""");
        string[] bodies =
        [
            $$"""{{{Asha}},"contentType":"interactive","interactive":{{held}}}""",
            $$"""{{{Asha}},"contentType":"interactive","interactive":{{interactive}}}""",
            $$"""{{{Asha}},"messages":{{message}}}""",
            $$"""{{{Asha}},"messages":[{"interactive":{{interactive}}}]}""",
            $$"""{{{Asha}},"contentType":"interactive","interactive":"{\"broken","messages":{{message}}}""",
            $$"""{{{Asha}},"contentType":"interactive","interactive":{{held}},"messages":"[{\"broken"}""",
        ];

        foreach (var tap in bodies.Select(Reading.Message))
        {
            tap.Type.ShouldBe(MessageType.Interactive);
            tap.Text.ShouldBe(title);
            tap.Payload.ShouldBe(id);
        }
    }

    [Theory]
    [InlineData("\"button\":\"{\\\"payload\\\":\\\"P\\\",\\\"text\\\":\\\"Yes\\\"}\"", "P")]
    [InlineData("\"button\":{\"payload\":\"P\",\"text\":\"Yes\"}", "P")]
    [InlineData("\"button\":\"Yes\"", null)]
    [InlineData("\"button\":\"{\\\"broken\",\"text\":\"Yes\"", null)]
    [InlineData("\"button\":\"\",\"interactive\":{\"button_reply\":{\"id\":\"P\",\"title\":\"Yes\"}}", "P")]
    public void A_press_is_read_from_whatever_tells_it(string property, string? payload)
    {
        var message = Reading.Message($$"""{{{Asha}},"contentType":"button",{{property}}}""");

        message.Type.ShouldBe(MessageType.Button);
        message.Text.ShouldBe("Yes");
        message.Payload.ShouldBe(payload);
    }

    [Fact]
    public void A_medium_has_its_address_caption_and_name()
    {
        var message = Reading.Message(Bodies.Image);

        message.Type.ShouldBe(MessageType.Image);
        message.Text.ShouldBe("my receipt");
        message.Media.ShouldBe("""{"url":"https://media.example/919800000001/77","caption":"my receipt","filename":"r.jpg"}""");
    }

    [Theory]
    [InlineData("\"contentType\":\"document\",\"content\":\"{\\\"attachment_url\\\":\\\"https://m.example/1\\\",\\\"caption\\\":\\\"é\\\"}\"", "é",
        """{"url":"https://m.example/1","caption":"é"}""")]
    [InlineData("\"contentType\":\"video\",\"messages\":[{\"type\":\"video\",\"video\":{\"link\":\"https://m.example/1\"}}]", null,
        """{"url":"https://m.example/1"}""")]
    [InlineData("\"contentType\":\"audio\",\"messages\":[{\"type\":\"voice\",\"voice\":{\"id\":\"77\"}}]", null, """{"id":"77"}""")]
    [InlineData("\"contentType\":\"sticker\",\"url\":\"\"", null, null)]
    public void A_medium_is_read_from_each_place_that_may_hold_it(string properties, string? text, string? media)
    {
        var message = Reading.Message($$"""{{{Asha}},{{properties}}}""");

        message.Text.ShouldBe(text);
        message.Media.ShouldBe(media);
    }

    [Theory]
    [InlineData("\"latitude\":\"19.07\",\"longitude\":\"72.87\"", """{"latitude":19.07,"longitude":72.87}""")]
    [InlineData("\"latitude\":19.07,\"longitude\":-72.87,\"name\":\"Shop\",\"address\":\"1 Road\"",
        """{"latitude":19.07,"longitude":-72.87,"name":"Shop","address":"1 Road"}""")]
    [InlineData("\"messages\":\"[{\\\"location\\\":{\\\"latitude\\\":1,\\\"longitude\\\":2,\\\"name\\\":\\\"Shop\\\"}}]\"",
        """{"latitude":1,"longitude":2,"name":"Shop"}""")]
    [InlineData("\"messages\":[{\"location\":{}}],\"latitude\":\"1\",\"longitude\":\"2\"", """{"latitude":1,"longitude":2}""")]
    [InlineData("\"latitude\":\"91\",\"longitude\":\"2\"", null)]
    [InlineData("\"latitude\":\"north\",\"longitude\":\"2\"", null)]
    [InlineData("\"latitude\":\"1\"", null)]
    public void A_place_has_its_coordinates_or_none(string properties, string? media)
    {
        var message = Reading.Message($$"""{{{Asha}},"contentType":"location",{{properties}}}""");

        message.Type.ShouldBe(MessageType.Location);
        message.Media.ShouldBe(media);
    }

    [Fact]
    public void Shared_cards_are_kept_and_the_senders_own_profile_is_none_of_them()
    {
        var profile = "\"contacts\":\"[{\\\"profile\\\":{\\\"name\\\":\\\"Asha\\\"}}]\"";
        var cards = """[{"name":{"formatted_name":"Ravi"},"phones":[{"phone":"+91 1","primary":true,"rank":1,"label":null}]}]""";

        var shared = Reading.Message($$"""{{{Asha}},{{profile}},"messages":[{"type":"contacts","contacts":{{cards}}}]}""");
        var removed = Reading.Message($$"""{{{Asha}},{{profile}},"contentType":"contacts"}""");
        var plain = Reading.Message($$"""{"from":"919811112222","timestamp":1772340300,"type":"contacts","contacts":{{cards}}}""");

        shared.Media.ShouldBe(cards);
        shared.CustomerName.ShouldBe("Asha");
        removed.Media.ShouldBeNull();
        plain.Media.ShouldBe(cards);
    }

    [Fact]
    public void An_address_book_is_cut_between_two_cards()
    {
        var card = $$"""{"name": {"formatted_name":"{{new string('R', 5000)}}"} }""";
        var cards = string.Join(',', Enumerable.Repeat(card, 100));

        var media = Reading.Message($$"""{{{Asha}},"messages":[{"type":"contacts","contacts":[{{cards}}]}]}""").Media!;

        JsonDocument.Parse(media).RootElement.GetArrayLength().ShouldBeInRange(5, 10);
    }

    [Theory]
    [InlineData("\"reaction\":\"{\\\"message_id\\\":\\\"wamid.OUT1\\\",\\\"emoji\\\":\\\"👍\\\"}\"")]
    [InlineData("\"reaction\":\"👍\"")]
    [InlineData("\"messages\":[{\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.OUT1\",\"emoji\":\"👍\"}}]")]
    public void A_reaction_has_its_emoji(string property)
    {
        var message = Reading.Message($$"""{{{Asha}},"contentType":"reaction",{{property}}}""");

        message.Type.ShouldBe(MessageType.Reaction);
        message.Text.ShouldBe("👍");
        message.Payload.ShouldBeNull();
    }
}
