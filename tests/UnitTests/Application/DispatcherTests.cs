using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class DispatcherTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { PairBurst = 3, PairSeconds = 600 });

    public void Dispose() => support.Dispose();

    private Dispatcher Dispatcher => support.Get<Dispatcher>();

    private IHealthPart ProviderHealth => support.Get<IEnumerable<IHealthPart>>().Single(part => part.Name == "provider");

    [Fact]
    public async Task What_was_accepted_is_stored_with_every_id_that_a_report_may_carry()
    {
        support.Gateway.Answer(new SendOutcome.Accepted(["uuid", "request"]));
        var claimed = Claimed();

        var result = await ResultOfAsync(claimed);

        (result.Message, result.Status, result.Attempts, result.NextAttemptAt).ShouldBe((claimed.Message.Id, DeliveryStatus.Sent, 1, null));
        result.ProviderIds.ShouldBe(["uuid", "request"]);
    }

    [Fact]
    public async Task What_is_refused_for_now_is_tried_again_later_and_no_sooner_than_was_asked()
    {
        support.Gateway.Answer(new SendOutcome.RefusedForNow("429", TimeSpan.FromSeconds(20)));

        var result = await ResultOfAsync(Claimed());

        (result.Status, result.Reason, result.Attempts).ShouldBe((DeliveryStatus.Pending, "429", 1));
        result.NextAttemptAt!.Value.ShouldBeInRange(Noon + TimeSpan.FromSeconds(20), Noon + TimeSpan.FromSeconds(25));
    }

    [Theory]
    [InlineData(1, 1, 1.25)]
    [InlineData(2, 2, 2.5)]
    [InlineData(5, 16, 20)]
    [InlineData(9, 256, 320)]
    [InlineData(10, 300, 375)]
    [InlineData(1000, 300, 375)]
    public async Task The_wait_doubles_with_each_try_up_to_five_minutes(int attempt, double least, double most)
    {
        support.Gateway.Answer(new SendOutcome.RefusedForNow("503", null));

        var result = await ResultOfAsync(Claimed() with { Attempt = attempt });

        (result.NextAttemptAt!.Value - Noon).TotalSeconds.ShouldBeInRange(least, most);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_failed_and_what_is_perhaps_sent_is_unknown()
    {
        support.Gateway.Answer(new SendOutcome.Refused("131026"));
        (await ResultOfAsync(Claimed())).ShouldSatisfyAllConditions(result => result.Status.ShouldBe(DeliveryStatus.Failed), result => result.Reason.ShouldBe("131026"));

        support.Gateway.Answer(new SendOutcome.PerhapsSent("time-out"));
        (await ResultOfAsync(Claimed())).Status.ShouldBe(DeliveryStatus.Unknown);
    }

    [Fact]
    public async Task When_the_account_is_refused_everything_waits_and_no_try_is_counted()
    {
        support.Gateway.Answer(new SendOutcome.AccountRefused("401"));

        var result = await ResultOfAsync(Claimed());

        (result.Status, result.Attempts, result.NextAttemptAt, result.Reason).ShouldBe((DeliveryStatus.Pending, 0, Noon, "401"));
        (Dispatcher.IsShut, Dispatcher.IsOpen, Dispatcher.Room).ShouldBe((true, false, 0));
        (await ProviderHealth.CheckAsync(default)).ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(PartState.Degraded),
            health => health.Detail.ShouldNotBeNull().ShouldContain("Check MSG91_AUTH_KEY"));
    }

    [Fact]
    public async Task What_was_claimed_before_the_account_was_refused_goes_back_unsent()
    {
        support.Gateway.Answer(new SendOutcome.AccountRefused("401"));
        await ResultOfAsync(Claimed());

        var result = await ResultOfAsync(Claimed("claimed by a turn"));

        (result.Status, result.Attempts, result.Reason).ShouldBe((DeliveryStatus.Pending, 0, null));
        support.Gateway.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_the_provider_does_not_answer_nothing_is_sent_and_no_try_is_counted()
    {
        support.Gateway.Circuit.Open(Noon + Second);

        var result = await ResultOfAsync(Claimed());

        (result.Status, result.Attempts, result.NextAttemptAt).ShouldBe((DeliveryStatus.Pending, 0, Noon));
        (Dispatcher.IsShut, Dispatcher.IsOpen, Dispatcher.Room).ShouldBe((true, false, 0));
        (await ProviderHealth.CheckAsync(default)).State.ShouldBe(PartState.Degraded);
        support.Gateway.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_that_finds_the_provider_down_is_nobodys_try()
    {
        support.Gateway.Answers = _ =>
        {
            support.Gateway.Circuit.Open(Noon + Second);
            return Task.FromResult<SendOutcome>(new SendOutcome.RefusedForNow("503", null));
        };

        var result = await ResultOfAsync(Claimed());

        (result.Status, result.Attempts, result.NextAttemptAt, result.Reason).ShouldBe((DeliveryStatus.Pending, 0, Noon, "503"));
    }

    [Fact]
    public async Task A_customer_who_is_written_to_too_fast_waits_though_the_provider_is_down()
    {
        support.Gateway.Answers = _ =>
        {
            support.Gateway.Circuit.Open(Noon + Second);
            return Task.FromResult<SendOutcome>(new SendOutcome.RefusedForNow("131056", TimeSpan.FromSeconds(6)) { ConcernsCustomerOnly = true });
        };

        var result = await ResultOfAsync(Claimed());

        result.Attempts.ShouldBe(1);
        result.NextAttemptAt!.Value.ShouldBeGreaterThanOrEqualTo(Noon + TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task What_is_not_sent_gives_its_pace_back()
    {
        support.Gateway.Circuit.Open(Noon + Second);
        Take(1);

        await ResultOfAsync(Claimed());

        Take(4).ShouldBe(3);
    }

    [Fact]
    public async Task A_claim_that_got_too_old_is_void_and_nothing_is_sent()
    {
        var result = await ResultOfAsync(Claimed() with { ClaimedAt = Noon - TimeSpan.FromSeconds(10) });

        (result.Status, result.Attempts, result.NextAttemptAt).ShouldBe((DeliveryStatus.Pending, 0, Noon));
        support.Gateway.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_whose_window_has_closed_is_void_and_nothing_is_sent()
    {
        var result = await ResultOfAsync(Claimed() with { WindowClosesAt = Noon });

        (result.Status, result.Attempts, result.NextAttemptAt).ShouldBe((DeliveryStatus.Pending, 0, Noon));
        support.Gateway.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_leaves_before_its_window_closes_or_not_at_all()
    {
        await ResultOfAsync(Claimed() with { WindowClosesAt = Noon + Second });

        support.Gateway.Sent.ShouldHaveSingleItem().MustLeaveBefore.ShouldBe(Noon + Second);
    }

    [Fact]
    public async Task What_is_not_too_old_yet_is_handed_over_with_the_end_of_its_claim()
    {
        await ResultOfAsync(Claimed() with { ClaimedAt = Noon - TimeSpan.FromSeconds(9) });

        support.Gateway.Sent.ShouldHaveSingleItem().MustLeaveBefore.ShouldBe(Noon + Second);
    }

    [Fact]
    public async Task A_result_claims_the_next_so_that_replies_leave_one_after_another()
    {
        var (first, second) = (Claimed("1"), Claimed("2"));
        support.Outbox.Next.Enqueue(second);

        Dispatcher.Dispatch(first, isPaced: true);

        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count == 2, "both are sent");
        support.Gateway.Sent.Select(message => message.Text).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Without_a_pace_for_it_the_next_is_not_claimed()
    {
        Take(3);

        var result = await ResultOfAsync(Claimed());

        result.ClaimNext.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pace_that_claimed_nothing_is_given_back()
    {
        await ResultOfAsync(Claimed());

        await SupportUnderTest.UntilAsync(() => Dispatcher.InFlight == 0, "it is done");
        Take(3).ShouldBe(3);
    }

    [Fact]
    public async Task What_the_pace_does_not_allow_goes_back_until_it_does_and_is_not_sent()
    {
        Take(3);

        var result = await ResultOfAsync(Claimed(), isPaced: false);

        (result.Status, result.Attempts, result.NextAttemptAt).ShouldBe((DeliveryStatus.Pending, 0, Noon + TimeSpan.FromSeconds(600)));
        support.Gateway.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_result_is_stored_however_long_the_database_is_away_and_takes_no_pace_meanwhile()
    {
        for (var outage = 0; outage < 8; outage++)
        {
            support.Outbox.Outages.Enqueue(new TimeoutException());
        }

        Dispatcher.Dispatch(Claimed(), isPaced: true);

        await support.Clock.MoveUntilAsync(() => support.Outbox.Stored.Count == 1, TimeSpan.FromMilliseconds(250), "the result is stored");
        support.Gateway.Sent.ShouldHaveSingleItem();
        support.Outbox.Stored[0].ClaimNext.ShouldBeTrue();
    }

    [Fact]
    public async Task A_result_that_the_database_refuses_is_stored_without_what_the_provider_said()
    {
        support.Outbox.Outages.Enqueue(new InvalidOperationException("an id that cannot be kept"));

        Dispatcher.Dispatch(Claimed(), isPaced: true);

        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count == 1, "the result is stored");
        support.Outbox.Stored[0].Status.ShouldBe(DeliveryStatus.Sent);
        support.Outbox.Stored[0].ProviderIds.ShouldBeEmpty();
        support.Gateway.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stored_id_is_told_to_reports_that_wait_for_one()
    {
        support.Get<ReportSignal>().HasWaiting = true;

        await ResultOfAsync(Claimed());

        await SupportUnderTest.UntilAsync(() => support.Get<ReportSignal>().TakeLookAtAll(), "reports are to be looked at");
    }

    [Fact]
    public async Task A_bug_leaves_the_row_to_the_sweep_and_the_place_is_free_again()
    {
        support.Gateway.Answers = _ => throw new InvalidOperationException("secret words");

        Dispatcher.Dispatch(Claimed(), isPaced: true);

        await SupportUnderTest.UntilAsync(() => Dispatcher.InFlight == 0, "its place is free");
        support.Log.All.ShouldContain("is left claimed");
        support.Log.All.ShouldNotContain("secret words");
    }

    private static ClaimedMessage Claimed(string text = "hello") => new(
        new OutgoingMessage(MessageId.New(Noon), OurNumber, Digits, text, []), Asha.Id, Author.Bot, 1, Noon, Noon + TimeSpan.FromDays(1));

    private async Task<SendResult> ResultOfAsync(ClaimedMessage claimed, bool isPaced = true)
    {
        var before = support.Outbox.Stored.Count;
        Dispatcher.Dispatch(claimed, isPaced);
        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count > before, "its result is stored");
        return support.Outbox.Stored[^1];
    }

    private int Take(int tokens) => Enumerable.Range(0, tokens).Count(_ => support.Get<SendPace>().TryTake(Asha.Id));
}
