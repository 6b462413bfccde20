using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class RateLimitTests : IDisposable
{
    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { CustomerMessagesPerMinute = 2 });

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Too_fast_is_stored_and_told_once()
    {
        await support.HearAsync("1");
        await support.HearAsync("2");

        var third = await support.HearAsync("3");
        var fourth = await support.HearAsync("4");

        third.Messages.Select(message => message.Content).ShouldBe(["3", "RateNotice in en"]);
        fourth.Messages.Select(message => message.Content).ShouldBe(["4"]);
    }

    [Fact]
    public async Task A_row_that_is_handled_again_counts_once()
    {
        var command = new HandleInboundMessage(Row, ByNumber, Text("1"));
        support.Turns.Instead = _ => TurnReceipt.MovedOn;
        await support.SendAsync(command);
        await support.SendAsync(command);
        support.Turns.Instead = _ => null;

        await support.SendAsync(command);

        support.Turns.Only.Rate.Level.ShouldBe(1);
    }

    [Fact]
    public async Task A_person_s_customer_is_not_told_to_slow_down()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue.Escalate("billing", "refund", Noon));
        await support.HearAsync("1");
        await support.HearAsync("2");

        var third = await support.HearAsync("3");

        third.Messages.ShouldHaveSingleItem().Direction.ShouldBe(Direction.Inbound);
    }

    [Fact]
    public async Task What_waited_for_an_outage_to_end_counts_by_its_arrival()
    {
        for (var minute = 0; minute < 10; minute++)
        {
            var row = Row with { Id = minute + 1, ReceivedAt = Noon - TimeSpan.FromMinutes(10 - minute) };
            await support.SendAsync(new HandleInboundMessage(row, ByNumber, Text("late")));
        }

        support.Turns.All.ShouldAllBe(turn => turn.Messages.Count == 2 && turn.Messages[1].Content == "Apology in en");
    }
}
