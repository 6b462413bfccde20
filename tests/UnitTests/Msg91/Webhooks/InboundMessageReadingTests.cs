using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class InboundMessageReadingTests
{
    [Fact]
    public void The_plain_shape_is_read_whole()
    {
        var message = Reading.Message(Bodies.Plain);

        message.ProviderMessageId.ShouldBe("m-1");
        message.From!.Value.Digits.ShouldBe("919811112222");
        message.Type.ShouldBe(MessageType.Text);
        message.Text.ShouldBe("hi");
        message.SentAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1772340300));
        message.IntegratedNumber.ShouldBeNull();
    }

    [Fact]
    public void MSG91s_own_sample_is_a_message_although_it_says_delivered()
    {
        var message = Reading.Message(Bodies.Text);

        message.ProviderMessageId.ShouldBe("wamid.IN1");
        message.From!.Value.Digits.ShouldBe("919811112222");
        message.IntegratedNumber.ShouldBe("919800000001");
        message.CustomerName.ShouldBe("Asha");
        message.Text.ShouldBe("Hi there");
        message.SentAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1772340300));
    }

    [Fact]
    public void A_press_on_a_templates_button_has_its_title_and_its_payload()
    {
        var message = Reading.Message(Bodies.ButtonPress);

        message.Type.ShouldBe(MessageType.Button);
        message.Text.ShouldBe("Yes please");
        message.Payload.ShouldBe("YES");
        message.Bsuid.ShouldBe("IN.1234567890");
        message.ProviderMessageId.ShouldBe("wamid.IN2");
    }

    [Theory]
    [InlineData("""{"customerNumber":"919811112222","uuid":"wamid.X_callback","requestId":"r","text":"a"}""", "wamid.X")]
    [InlineData("""{"customerNumber":"919811112222","uuid":"","requestId":"r","text":"a"}""", "r")]
    [InlineData("""{"customerNumber":"919811112222","uuid":"u","messages":"[{\"id\":\"wamid.M\"}]","text":"a"}""", "wamid.M")]
    [InlineData("""{"customerNumber":"919811112222","uuid":12345,"text":"a"}""", "12345")]
    [InlineData("""{"customerNumber":"919811112222","uuid":"","requestId":null,"text":"a"}""", null)]
    public void The_id_is_that_of_the_message_else_uuid_else_request_id(string body, string? id)
    {
        Reading.Message(body).ProviderMessageId.ShouldBe(id);
    }

    [Theory]
    [InlineData("image", MessageType.Image)]
    [InlineData("document", MessageType.Document)]
    [InlineData("audio", MessageType.Audio)]
    [InlineData("voice", MessageType.Audio)]
    [InlineData("VIDEO", MessageType.Video)]
    [InlineData("sticker", MessageType.Sticker)]
    [InlineData("location", MessageType.Location)]
    [InlineData("contacts", MessageType.Contacts)]
    [InlineData("reaction", MessageType.Reaction)]
    [InlineData("unsupported", MessageType.Unsupported)]
    public void Every_type_is_a_message_even_with_all_else_removed(string word, MessageType type)
    {
        Reading.Message($$"""{"customerNumber":"919811112222","contentType":"{{word}}"}""").Type.ShouldBe(type);
        Reading.Message($$"""{"customerNumber":"919811112222","messages":"[{\"type\":\"{{word}}\"}]"}""").Type.ShouldBe(type);
        Reading.Message($$"""{"from":"919811112222","text":"x","timestamp":1772340300,"type":"{{word}}"}""").Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("\"contentType\":\"poll\"", "contentType")]
    [InlineData("\"messageType\":\"poll\"", "messageType")]
    [InlineData("\"type\":\"poll\"", "type")]
    [InlineData("\"messages\":[{\"type\":\"poll\"}]", "messages[0].type")]
    public void An_unknown_type_waits_in_quarantine_and_the_right_ones_are_named(string property, string field)
    {
        var body = $$"""{"customerNumber":"919811112222","text":"x",{{property}}}""";

        var problem = Reading.Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Unreadable>().Problem;

        problem.Field.ShouldBe(field);
        problem.Problem.ShouldContain("text, image, document, audio, video, sticker, location, contacts, button, interactive, reaction, unsupported");
        problem.Problem.ShouldNotContain("poll");
    }

    [Theory]
    [InlineData("\"interactive\":{\"button_reply\":{}}", MessageType.Interactive)]
    [InlineData("\"button\":\"Yes\"", MessageType.Button)]
    [InlineData("\"reaction\":\"{\\\"emoji\\\":\\\"👍\\\"}\"", MessageType.Reaction)]
    [InlineData("\"messages\":[{\"image\":{}}]", MessageType.Image)]
    [InlineData("\"messages\":[{\"audio\":{}}]", MessageType.Audio)]
    [InlineData("\"messages\":[{\"voice\":{}}]", MessageType.Audio)]
    [InlineData("\"messages\":[{\"video\":{}}]", MessageType.Video)]
    [InlineData("\"messages\":[{\"sticker\":{}}]", MessageType.Sticker)]
    [InlineData("\"messages\":[{\"document\":{}}]", MessageType.Document)]
    [InlineData("\"messages\":[{\"contacts\":[]}]", MessageType.Contacts)]
    [InlineData("\"messages\":[{\"location\":{}}]", MessageType.Location)]
    [InlineData("\"latitude\":\"19.07\"", MessageType.Location)]
    [InlineData("\"url\":\"https://media.example/1\"", MessageType.Document)]
    [InlineData("\"content\":\"{\\\"attachment_url\\\":\\\"https://media.example/1\\\"}\"", MessageType.Document)]
    [InlineData("\"content\":\"{\\\"text\\\":\\\"hi\\\"}\"", MessageType.Text)]
    public void Without_a_word_the_type_is_what_is_there(string property, MessageType type)
    {
        Reading.Message($$"""{"customerNumber":"919811112222","text":"x",{{property}}}""").Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("1772340300", 1772340300000)]
    [InlineData("\"1772340300\"", 1772340300000)]
    [InlineData("1772340300123", 1772340300123)]
    [InlineData("1.7723403e9", 1772340300000)]
    [InlineData("1772340300.5", 1772340300500)]
    [InlineData("\"2026-03-01T10:15:00+05:30\"", 1772340300000)]
    [InlineData("\"2026-03-01T04:45:00Z\"", 1772340300000)]
    [InlineData("\"2026-03-01 04:45:00\"", 1772340300000)]
    public void A_time_is_read_in_every_form(string written, long milliseconds)
    {
        var expected = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        Reading.Message($$"""{"from":"919811112222","text":"x","timestamp":{{written}}}""").SentAt.ShouldBe(expected);
        Reading.Message($$"""{"customerNumber":"919811112222","text":"x","ts":{{written}}}""").SentAt.ShouldBe(expected);
        Reading.Message($$"""{"customerNumber":"919811112222","text":"x","requestedAt":{{written}}}""").SentAt.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("4102444800")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1e400")]
    [InlineData("\"1999-01-01T00:00:00Z\"")]
    [InlineData("\"2026-13-01T00:00:00Z\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"March 1\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void A_wrong_time_is_an_error_in_the_plain_shape_and_unknown_in_MSG91s(string written)
    {
        Reading.UnreadableField($$"""{"from":"919811112222","text":"x","timestamp":{{written}}}""").ShouldBe("timestamp");
        Reading.Message($$"""{"customerNumber":"919811112222","text":"x","ts":{{written}}}""").SentAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"text":"x","timestamp":1772340300}""", "from", "missing")]
    [InlineData("""{"from":"","text":"x","timestamp":1772340300}""", "from", "missing")]
    [InlineData("""{"from":"98111","text":"x","timestamp":1772340300}""", "from", "not a phone number")]
    [InlineData("""{"from":["919811112222"],"text":"x","timestamp":1772340300}""", "from", "not a phone number")]
    [InlineData("""{"from":"919811112222","timestamp":1772340300}""", "text", "missing")]
    [InlineData("""{"from":"919811112222","text":"  ","timestamp":1772340300}""", "text", "missing")]
    [InlineData("""{"from":"919811112222","text":["x"],"timestamp":1772340300}""", "text", "missing")]
    [InlineData("""{"from":"919811112222","timestamp":1772340300,"type":"image"}""", "text", "missing")]
    [InlineData("""{"from":"919811112222","text":"x"}""", "timestamp", "missing")]
    [InlineData("""{"from":"919811112222","text":"x","timestamp":"soon"}""", "timestamp", "not a time")]
    [InlineData("""{}""", "from", "missing")]
    [InlineData("""{"customerNumber":"","text":"x"}""", "customerNumber", "missing")]
    [InlineData("""{"customerNumber":"12","text":"x"}""", "customerNumber", "not a phone number")]
    [InlineData("""{"customerNumber":"919811112222","contentType":"text"}""", "text", "missing")]
    [InlineData("""{"customerNumber":"919811112222","contentType":"interactive","interactive":"{\"broken"}""", "interactive", "broken")]
    [InlineData("""{"customerNumber":"919811112222"}""", "contentType", "missing")]
    public void What_is_wrong_is_named_with_what_a_right_value_looks_like(string body, string field, string problem)
    {
        var error = Reading.Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Unreadable>().Problem;

        error.Field.ShouldBe(field);
        error.Problem.ShouldContain(problem);
        error.Problem.ShouldNotContain("98111\"");
        error.Problem.Length.ShouldBeGreaterThan(30);
    }

    [Theory]
    [InlineData("919811112222")]
    [InlineData("\"919811112222\"")]
    [InlineData("9.19811112222e11")]
    [InlineData("919811112222.0")]
    [InlineData("\"+91 (98111) 12222\"")]
    public void A_number_is_read_however_it_is_written(string written)
    {
        Reading.Message($$"""{"from":{{written}},"text":5,"timestamp":1772340300}""").From!.Value.Digits.ShouldBe("919811112222");
        Reading.Message($$"""{"customerNumber":{{written}},"text":true}""").From!.Value.Digits.ShouldBe("919811112222");
    }

    [Theory]
    [InlineData("""{"bsuid":"IN.1234567890","customerNumber":"","text":"hi"}""")]
    [InlineData("""{"customerNumber":"","messages":"[{\"from_user_id\":\"IN.1234567890\",\"text\":{\"body\":\"hi\"}}]"}""")]
    public void A_user_id_stands_where_the_number_is_missing(string body)
    {
        var message = Reading.Message(body);

        message.From.ShouldBeNull();
        message.Bsuid.ShouldBe("IN.1234567890");
    }

    [Theory]
    [InlineData("""{"customerNumber":"","messages":"[{\"from\":\"919811112222\",\"text\":{\"body\":\"hi\"}}]"}""")]
    [InlineData("""{"customerNumber":"919811112222","text":"hi","messages":"[{\"from\":\"9198111"}""")]
    [InlineData("""{"customerNumber":"919811112222","text":{"body":"hi"},"messages":[]}""")]
    [InlineData("""{"mobile":"919811112222","messages":{"type":"text","text":"hi"}}""")]
    [InlineData("""{"customerNumber":"919811112222","content":"{\"text\":\"hi\"}"}""")]
    [InlineData("""{"customerNumber":"919811112222","content":"hi"}""")]
    [InlineData("""{"CUSTOMER_NUMBER":"919811112222","Text":"hi"}""")]
    [InlineData("""{"\u0063ustomerNumber":"919811112222","text":"hi"}""")]
    [InlineData("""{"customerNumber":"919811112222","text":"hi","text":""}""")]
    [InlineData("""{"customerNumber":"919811112222","text":"no","text":"hi"}""")]
    public void Another_property_suffices_where_one_is_absent_or_broken(string body)
    {
        var message = Reading.Message(body);

        message.From!.Value.Digits.ShouldBe("919811112222");
        message.Text.ShouldBe("hi");
        message.Type.ShouldBe(MessageType.Text);
    }

    [Fact]
    public void The_name_comes_from_the_profile_where_MSG91_leaves_it_out()
    {
        var body = """{"customerNumber":"919811112222","customerName":"","text":"hi","contacts":"[{\"profile\":{\"name\":\" Asha \"}}]"}""";

        Reading.Message(body).CustomerName.ShouldBe("Asha");
    }

    [Fact]
    public void Words_of_a_customer_that_look_like_JSON_stay_words()
    {
        var body = """{"from":"919811112222","timestamp":1772340300,"text":"{\"body\":\"x\"}"}""";

        Reading.Message(body).Text.ShouldBe("""{"body":"x"}""");
    }
}
