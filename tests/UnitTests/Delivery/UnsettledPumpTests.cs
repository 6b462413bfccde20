using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Delivery.EvidenceTests;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

/// <summary>When the log is asked, and when the class of a message decides.</summary>
public sealed class UnsettledPumpTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new();
    private readonly UnsettledMessage message = Unknown("Hello", Noon) with { Since = Noon };

    public UnsettledPumpTests() => support.Unsettled.Add(message);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_the_log_has_is_settled_long_before_its_class_would_decide()
    {
        support.SendLog.Answer = new SendLogAnswer(HasAnswered: false, [Logged()]);

        await RunForAsync(10);

        support.Unsettled.Settled.ShouldHaveSingleItem().Message.ShouldBe(message);
        support.Unsettled.Decided.ShouldBeEmpty();
        support.SendLog.Asked.ShouldHaveSingleItem().ShouldBe(Noon);
    }

    [Fact]
    public async Task What_a_log_that_answers_well_does_not_have_is_decided_when_its_time_is_up()
    {
        await RunForAsync(26);
        support.Unsettled.Decided.ShouldBeEmpty();

        await RunForAsync(15);

        support.Unsettled.Decided.ShouldHaveSingleItem().ShouldBe(message);
    }

    [Fact]
    public async Task One_question_serves_all_messages_and_few_are_asked_in_a_minute()
    {
        for (var index = 0; index < 40; index++)
        {
            support.Unsettled.Add(Unknown($"Hello {index}", Noon - Second) with { Since = Noon + TimeSpan.FromMinutes(10) });
        }

        support.Unsettled.Add(Unknown("late", Noon) with { Since = Noon + TimeSpan.FromSeconds(25) });

        await RunForAsync(60);

        support.SendLog.Asked.Count.ShouldBeInRange(3, 7);
        support.Unsettled.Decided.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_log_that_does_not_answer_is_waited_for_but_not_for_ever_and_asked_ever_less()
    {
        support.SendLog.Answer = SendLogAnswer.Nothing;

        await RunForAsync(145);
        support.Unsettled.Decided.ShouldBeEmpty();
        support.SendLog.Asked.Count.ShouldBeInRange(3, 6);

        await RunForAsync(68);
        support.Unsettled.Decided.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_the_provider_is_away_nothing_is_asked_and_nothing_decided_and_then_the_log_gets_its_time()
    {
        support.Gateway.Circuit.Open(Noon + TimeSpan.FromHours(2));
        support.SendLog.Answer = SendLogAnswer.Nothing;
        await RunForAsync(600);
        support.SendLog.Asked.ShouldBeEmpty();

        support.Gateway.Circuit.Close(support.Clock.GetUtcNow());
        await RunForAsync(115);
        support.Unsettled.Decided.ShouldBeEmpty();
        support.SendLog.Answer = new SendLogAnswer(HasAnswered: true, [Logged()]);
        await RunForAsync(68);

        support.Unsettled.Settled.ShouldHaveSingleItem();
        support.Unsettled.Decided.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_all_wait_for_what_was_perhaps_sent_one_of_it_finds_out_whether_the_provider_is_back()
    {
        support.Gateway.Circuit.Open(Noon + TimeSpan.FromSeconds(40));
        support.Unsettled.Add(Unknown("another", Noon) with { Since = Noon });

        await RunForAsync(46);
        support.SendLog.Asked.ShouldBeEmpty();
        await RunForAsync(8);
        support.Unsettled.Decided.ShouldHaveSingleItem();
        support.Gateway.Circuit.Open(support.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        await RunForAsync(30);

        support.Unsettled.Decided.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_log_the_class_decides_when_the_time_is_up()
    {
        support.SendLog.CanBeAsked = false;

        await RunForAsync(26);
        support.Unsettled.Decided.ShouldBeEmpty();
        await RunForAsync(8);

        support.Unsettled.Decided.ShouldHaveSingleItem();
        support.SendLog.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_settled_wakes_those_who_wait_for_it()
    {
        support.SendLog.Answer = new SendLogAnswer(HasAnswered: true, [Logged()]);

        await RunForAsync(10);

        await support.Get<OutboxSignal>().WaitAsync(Second, default).WaitAsync(Second);
        support.Get<ReportSignal>().TakeLookAtAll().ShouldBeTrue();
    }

    /// <summary>Second by second. A look that has begun says that the one before it is over, so one more is waited for than is asked for.</summary>
    private async Task RunForAsync(int seconds)
    {
        if (support.Unsettled.Looks == 0)
        {
            await support.RunAsync("UnsettledPump");
            await support.Clock.MoveUntilAsync(() => support.Unsettled.Looks > 0, TimeSpan.FromMilliseconds(10), "the pump has begun");
        }

        for (var second = 0; second < seconds; second++)
        {
            var looks = support.Unsettled.Looks;
            support.Clock.Move(Second);
            await SupportUnderTest.UntilAsync(() => support.Unsettled.Looks > looks, "the pump has looked");
        }
    }
}
