using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

public sealed class PrivacyTests : IAsyncLifetime
{
    private const string Text = "My card is lost";

    private GatewayUnderTest gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayUnderTest.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Theory]
    [InlineData("919811112222 is not on WhatsApp")]
    [InlineData("recipient +91 98111-12222 is not on WhatsApp")]
    [InlineData("recipient (91) 98111.12222 is not on WhatsApp")]
    [InlineData("call 18001234567 now")]
    public async Task A_reason_holds_no_phone_number(string complaint)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.HasErrorBody(complaint);

        var outcome = await gateway.SendAsync();

        var reason = outcome.ShouldBeOfType<SendOutcome.Refused>().Reason;
        reason.ShouldContain("…");
        reason.Count(char.IsAsciiDigit).ShouldBe("200".Length, reason);
    }

    [Fact]
    public async Task A_reason_keeps_the_code_that_tells_what_to_do()
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.HasErrorBody("(#131047) Re-engagement message");

        var outcome = await gateway.SendAsync();

        outcome.ShouldBe(new SendOutcome.Refused("200: (#131047) Re-engagement message"));
    }

    [Fact]
    public async Task A_reason_is_one_short_line()
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.HasErrorBody(string.Concat(Enumerable.Repeat("bad\r\n\t👋", 900)));

        var outcome = await gateway.SendAsync();

        var reason = outcome.ShouldBeOfType<SendOutcome.Refused>().Reason;
        reason.Length.ShouldBeLessThanOrEqualTo(300);
        reason.ShouldNotContain('\n');
        reason.IsNormalized().ShouldBeTrue();
    }

    [Fact]
    public async Task A_reason_does_not_quote_the_message()
    {
        var message = GatewayUnderTest.Message(Text, new ReplyOption("1", "Block my card"));
        gateway.Msg91.Respond = Msg91StandInAnswer.HasErrorBody($"text '{Text}' with 'Block my card' is not allowed");

        var outcome = await gateway.SendAsync(message);

        outcome.ShouldBe(new SendOutcome.Refused("200: text '…' with '…' is not allowed"));
    }

    [Theory]
    [InlineData("unauthorized")]
    [InlineData("(#190)")]
    [InlineData("131056")]
    public async Task A_customers_words_in_a_refusal_are_not_taken_for_msg91s_own(string text)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.HasErrorBody($"cannot send '{text}'");

        var outcome = await gateway.SendAsync(GatewayUnderTest.Message(text));

        outcome.ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    public async Task No_text_number_or_key_is_ever_logged()
    {
        gateway.Msg91.FailNext(
            Msg91StandInAnswer.Ok,
            Msg91StandInAnswer.HasErrorBody($"{Text} to {GatewayUnderTest.Customer} with {GatewayUnderTest.AuthKey}"),
            Msg91StandInAnswer.Status(401, $"{GatewayUnderTest.AuthKey}"),
            Msg91StandInAnswer.Status(503, Text),
            Msg91StandInAnswer.AcceptThenDrop);

        for (var sends = 0; sends < 5; sends++)
        {
            await gateway.SendAsync(GatewayUnderTest.Message(Text));
        }

        var log = gateway.Log.All;
        log.Split('\n').Count(line => line.Contains("MSG91", StringComparison.Ordinal)).ShouldBe(5, log);
        log.ShouldNotContain(Text);
        log.ShouldNotContain(GatewayUnderTest.Customer);
        log.ShouldNotContain(GatewayUnderTest.AuthKey);
        log.ShouldNotContain("127.0.0.1");
    }
}
