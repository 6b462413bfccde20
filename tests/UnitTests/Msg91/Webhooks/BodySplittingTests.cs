using System.Text;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class BodySplittingTests
{
    [Theory]
    [InlineData("[{0},{1}]")]
    [InlineData(" [ {0} , {1} ] ")]
    [InlineData("{{\"data\":[{0},{1}]}}")]
    [InlineData("{{\"status\":\"success\",\"data\":[{0},{1}],\"hasError\":false}}")]
    [InlineData("[[{0}],[{1}]]")]
    [InlineData("[{{\"data\":{0}}},{{\"data\":[{1}]}}]")]
    public void Each_element_is_an_item_of_its_own_with_exactly_its_bytes(string shape)
    {
        var body = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, Bodies.Text, Bodies.Report);

        var items = Reading.Read(body);

        items.Count.ShouldBe(2);
        items[0].ShouldBeOfType<WebhookItem.Inbound>();
        items[1].ShouldBeOfType<WebhookItem.Report>();
        Encoding.UTF8.GetString(items[0].Raw.Span).ShouldBe(Bodies.Text);
        Encoding.UTF8.GetString(items[1].Raw.Span).ShouldBe(Bodies.Report);
    }

    [Fact]
    public void A_message_that_carries_data_of_its_own_is_still_a_message()
    {
        Reading.Message("""{"from":"919811112222","text":"hi","timestamp":1772340300,"data":[{"a":1}]}""").Text.ShouldBe("hi");
    }

    [Fact]
    public void An_element_that_cannot_be_read_costs_no_neighbour()
    {
        var items = Reading.Read($$"""[5,{{Bodies.Plain}},null,{"from":"1"},[],"x",{{Bodies.Report}}]""");

        items.Select(item => item.GetType().Name).ShouldBe(["Unreadable", "Inbound", "Unreadable", "Unreadable", "Unreadable", "Unreadable", "Report"]);
    }

    [Fact]
    public void An_element_that_is_too_deep_costs_no_neighbour()
    {
        var deep = "{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}";

        var items = Reading.Read($"[{deep},{Bodies.Plain}]");

        items.Count.ShouldBe(2);
        items[0].ShouldBeOfType<WebhookItem.Unreadable>().Problem.Problem.ShouldContain("nested");
        items[1].ShouldBeOfType<WebhookItem.Inbound>();
    }

    [Fact]
    public void Several_messages_in_one_body_become_several_and_the_first_keeps_what_describes_it()
    {
        var body =
            """
            {"customerNumber":"919811112222","integratedNumber":"919800000001","customerName":"Asha","uuid":"wamid.A","url":"https://media.example/1",
             "messages":"[{\"id\":\"wamid.A\",\"type\":\"image\"},{\"id\":\"wamid.B\",\"text\":{\"body\":\"second\"}},{\"text\":{\"body\":\"third\"}}]"}
            """;

        var messages = Reading.Read(body).Select(item => item.ShouldBeOfType<WebhookItem.Inbound>().Message).ToList();

        messages.Select(message => message.ProviderMessageId).ShouldBe(["wamid.A", "wamid.B", null]);
        messages.Select(message => message.Text).ShouldBe([null, "second", "third"]);
        messages[0].Media.ShouldBe("""{"url":"https://media.example/1"}""");
        messages.ShouldAllBe(message => message.CustomerName == "Asha" && message.IntegratedNumber == "919800000001");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \r\n\t", "empty")]
    [InlineData("\ufeff", "empty")]
    [InlineData("[]", "empty")]
    [InlineData(" [ ] ", "empty")]
    [InlineData("""{"data":[]}""", "empty")]
    [InlineData("null", "not a JSON object")]
    [InlineData("5", "not a JSON object")]
    [InlineData("\"hi\"", "not a JSON object")]
    [InlineData("true", "not a JSON object")]
    [InlineData("hello", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"from":"919811112222"}}""", "not JSON")]
    [InlineData("""{"from":"919811112222"} {}""", "not JSON")]
    [InlineData("""{'from':1}""", "not JSON")]
    [InlineData("from=919811112222&text=hi", "not JSON")]
    [InlineData("<xml/>", "not JSON")]
    public void A_body_that_holds_nothing_is_one_item_that_says_so(string body, string problem)
    {
        Reading.Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Unreadable>().Problem.Problem.ShouldContain(problem);
    }

    [Fact]
    public void A_byte_order_mark_is_tolerated()
    {
        Reading.Message("\ufeff" + Bodies.Plain).Text.ShouldBe("hi");
    }

    [Fact]
    public void A_body_deeper_than_any_stack_is_survived()
    {
        var depth = 500_000;

        Reading.Read(new string('[', depth)).Count.ShouldBe(1);
        Reading.Read(new string('[', depth) + new string(']', depth)).Count.ShouldBe(1);
        Reading.Read(string.Concat(Enumerable.Repeat("{\"data\":", 50_000)) + "1" + new string('}', 50_000)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("0")]
    [InlineData("[]")]
    public void A_megabyte_of_garbage_is_one_thing_that_cannot_be_read(string element)
    {
        var body = "[" + string.Join(',', Enumerable.Repeat(element, 250_000)) + "]";

        Reading.Read(body).ShouldHaveSingleItem().ShouldBeOfType<WebhookItem.Unreadable>().Raw.Length.ShouldBe(body.Length);
    }

    [Fact]
    public void A_large_batch_of_real_messages_is_read_whole()
    {
        Reading.Read("[" + string.Join(',', Enumerable.Repeat(Bodies.Plain, 5000)) + "]").Count.ShouldBe(5000);
    }
}
