using System.Text;
using System.Text.Json;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class CleaningTests
{
    private static string Text(string escaped) =>
        Reading.Message($$"""{"from":"919811112222","timestamp":1772340300,"text":"{{escaped}}"}""").Text!;

    [Theory]
    [InlineData(@"a\u0000b", "ab")]
    [InlineData(@"a\ud800b", "a\ufffdb")]
    [InlineData(@"a\uDC00", "a\ufffd")]
    [InlineData(@"\ud83d\ud83d\ude00", "\ufffd😀")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\uD83D\u0041", "\ufffdA")]
    [InlineData(@"\ud83d", "\ufffd")]
    [InlineData(@"1\n2\r3\t4\b5\f6\""7\\8\/9", "1\n2\r3\t4\b5\f6\"7\\8/9")]
    [InlineData(@"\u0939\u093e\u0901 हाँ", "हाँ हाँ")]
    public void A_text_is_decoded_and_clean(string escaped, string text)
    {
        Text(escaped).ShouldBe(text);
    }

    [Fact]
    public void Half_a_surrogate_pair_inside_a_string_that_holds_JSON_is_replaced_too()
    {
        var body = """{"customerNumber":"919811112222","messages":"[{\"id\":\"w\",\"text\":{\"body\":\"a\\ud800\\u0000b\ud800\u0000\"}}]"}""";

        var message = Reading.Message(body);

        message.Text.ShouldBe("a\ufffdb\ufffd");
        message.ProviderMessageId.ShouldBe("w");
    }

    [Fact]
    public void Shared_cards_are_clean_inside()
    {
        var body = """{"customerNumber":"919811112222","messages":[{"type":"contacts","contacts":[{"n\u0000ame":"a\ud800b\u0000"}]}]}""";

        Reading.Message(body).Media.ShouldBe("[{\"name\":\"a\ufffdb\"}]");
    }

    [Fact]
    public void Every_string_decodes_as_the_framework_does_it()
    {
        var random = new Random(1);
        for (var round = 0; round < 5000; round++)
        {
            var text = "x" + string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomLetter(random)));

            Text(JsonSerializer.Serialize(text)[1..^1]).ShouldBe(text);
        }
    }

    [Fact]
    public void A_text_is_cut_at_its_limit_and_never_through_a_letter()
    {
        Text(new string('a', InboundMessage.TextMaxLength + 5)).Length.ShouldBe(InboundMessage.TextMaxLength);
        Text("a" + string.Concat(Enumerable.Repeat("😀", InboundMessage.TextMaxLength))).Length.ShouldBe(InboundMessage.TextMaxLength - 1);
    }

    [Fact]
    public void A_name_is_cut_at_its_limit()
    {
        var body = $$"""{"customerNumber":"919811112222","text":"x","customerName":"{{new string('a', 1000)}}"}""";

        Reading.Message(body).CustomerName!.Length.ShouldBe(Customer.NameMaxLength);
    }

    [Fact]
    public void An_over_long_id_is_shortened_so_that_equal_ones_stay_equal_and_others_stay_apart()
    {
        string Id(string id) => Reading.Message($$"""{"customerNumber":"919811112222","text":"x","uuid":"{{id}}"}""").ProviderMessageId!;
        var common = new string('a', 300);

        Id(common + "1").ShouldBe(Id(common + "1"));
        Id(common + "1").ShouldNotBe(Id(common + "2"));
        Id(common + "1").Length.ShouldBe(256);
        Id(new string('a', 256)).ShouldBe(new string('a', 256));
    }

    [Fact]
    public void An_over_long_user_id_fits_its_column()
    {
        var body = $$"""{"bsuid":"IN.{{new string('1', 400)}}","text":"x"}""";

        Reading.Message(body).Bsuid!.Length.ShouldBe(Customer.BsuidMaxLength);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_unreadable_and_cost_no_neighbour()
    {
        var good = Bodies.Plain;
        byte[] bad = [.. "{\"from\":\"919811112222\",\"timestamp\":1772340300,\"text\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8];
        byte[] body = [.. "{\"data\":["u8, .. bad, (byte)',', .. Encoding.UTF8.GetBytes(good), .. "]}"u8];

        var items = Reading.Read(body);

        items.Count.ShouldBe(2);
        items[0].ShouldBeOfType<WebhookItem.Unreadable>().Problem.Problem.ShouldContain("UTF-8");
        items[0].Raw.ToArray().ShouldBe(bad);
        items[1].ShouldBeOfType<WebhookItem.Inbound>();
    }

    private static string RandomLetter(Random random) => random.Next(4) switch
    {
        0 => ((char)random.Next(1, 128)).ToString(),
        1 => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
        2 => ((char)random.Next(0x80, 0xD800)).ToString(),
        _ => "\"\\/"[random.Next(3)].ToString(),
    };
}
