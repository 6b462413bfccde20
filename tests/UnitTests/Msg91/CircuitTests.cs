using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>When MSG91 counts as down.</summary>
public sealed class CircuitTests : IAsyncLifetime
{
    private GatewayUnderTest msg91 = null!;

    public async Task InitializeAsync() => msg91 = await GatewayUnderTest.StartAsync(timeout: TimeSpan.FromSeconds(1));

    public async Task DisposeAsync() => await msg91.DisposeAsync();

    public static TheoryData<string> Outages => ["429", "500", "502", "503", "504", "hangs", "drops", "rate"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Three_failures_in_a_row_and_nothing_is_sent_any_more(string how)
    {
        msg91.Msg91.Respond = how switch
        {
            "hangs" => Msg91StandInAnswer.Hang,
            "drops" => Msg91StandInAnswer.AcceptThenDrop,
            "rate" => Msg91StandInAnswer.HasErrorBody("(#130429) Rate limit hit"),
            _ => Msg91StandInAnswer.Status(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
        };
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => msg91.SendAsync()));

        var outcome = await msg91.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.HeldBack>();
        msg91.Gateway.Circuit.State.ShouldBe(CircuitState.Open);
        msg91.Msg91.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Recipient is not a WhatsApp user")]
    [InlineData("(#131056) Pair rate limit hit")]
    [InlineData("Unauthorized")]
    public async Task What_is_said_of_one_message_or_of_the_account_does_not_mean_that_it_is_down(string refusal)
    {
        msg91.Msg91.Respond = Msg91StandInAnswer.HasErrorBody(refusal);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => msg91.SendAsync()));

        msg91.Gateway.Circuit.State.ShouldBe(CircuitState.Closed);
        msg91.Msg91.Requests.Count.ShouldBe(6);
    }
}
