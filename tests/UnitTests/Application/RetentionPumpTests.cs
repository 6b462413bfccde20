using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class RetentionPumpTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<SupportUnderTest> all = [];

    public void Dispose() => all.ForEach(support => support.Dispose());

    [Fact]
    public async Task Once_an_hour_what_is_older_than_its_limit_is_removed()
    {
        var inbox = new FakeRetained(RetentionKind.Inbox, 500, 3);
        var support = Support(inbox);

        await RunUntilAsync(support, () => inbox.Before.Count == 3, "three rounds have begun");

        var asked = inbox.Before.ToList();
        (asked[1] - asked[0]).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(1.2));
        (asked[2] - asked[1]).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(1.2));
        (support.Clock.GetUtcNow() - asked[2]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(30));
        support.Log.All.ShouldContain("Kept no longer: 503 rows of Inbox were removed");
    }

    [Fact]
    public async Task How_long_a_round_takes_does_not_put_off_the_next()
    {
        var inbox = new FakeRetained(RetentionKind.Inbox, 1);
        var support = Support(inbox);
        inbox.Meanwhile = () => support.Clock.Move(TimeSpan.FromMinutes(50));

        await RunUntilAsync(support, () => inbox.Before.Count == 2, "two rounds have begun");

        var asked = inbox.Before.ToList();
        (asked[1] - asked[0]).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(1.2));
    }

    [Fact]
    public async Task What_is_kept_for_ever_is_not_even_looked_at()
    {
        var (messages, inbox) = (new FakeRetained(RetentionKind.Messages, 1), new FakeRetained(RetentionKind.Inbox));

        await RunUntilAsync(Support(messages, inbox), () => inbox.Before.Count == 2, "two rounds have begun");

        messages.Before.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_house_duty_removes_nothing_and_who_gets_it_begins_at_once()
    {
        var inbox = new FakeRetained(RetentionKind.Inbox, 1);
        var support = Support(isAlone: false, inbox);
        await support.RunAsync(nameof(RetentionPump));
        var end = support.Clock.GetUtcNow() + TimeSpan.FromHours(3);
        await support.Clock.MoveUntilAsync(() => support.Clock.GetUtcNow() >= end, Minute, "hours have passed");
        inbox.Before.ShouldBeEmpty();

        var given = support.Clock.GetUtcNow();
        await support.Clock.MoveUntilAsync(() => GiveDuty(support) && !inbox.Before.IsEmpty, TimeSpan.FromSeconds(1), "it has begun");

        (inbox.Before.First() + TimeSpan.FromDays(30) - given).ShouldBeLessThan(Minute);
        await support.StopAsync();
    }

    [Fact]
    public async Task When_the_duty_goes_to_somebody_else_it_stops_behind_the_page()
    {
        var (inbox, reports) = (new FakeRetained(RetentionKind.Inbox, 500, 500, 500), new FakeRetained(RetentionKind.Reports, 500));
        var support = Support(inbox, reports);
        inbox.Meanwhile = () => support.Get<Slots>().Release();

        await RunUntilAsync(support, () => support.Log.All.Contains("removed", StringComparison.Ordinal), "a page was removed");

        inbox.Pages.ShouldBe(1);
        reports.Before.ShouldBeEmpty();
        support.Log.All.ShouldContain("500 rows of Inbox");
    }

    [Fact]
    public async Task When_the_program_stops_it_stops_behind_the_page_and_tells_what_is_gone()
    {
        var inbox = new FakeRetained(RetentionKind.Inbox, 500, 500, 500);
        var support = Support(inbox);
        Task? stopping = null;
        inbox.Meanwhile = () => stopping = support.StopAsync(nameof(RetentionPump));

        await support.RunAsync(nameof(RetentionPump));
        await support.Clock.MoveUntilAsync(() => stopping is { IsCompleted: true }, Minute, "it has stopped");

        inbox.Pages.ShouldBe(1);
        support.Log.All.ShouldContain("500 rows of Inbox");
    }

    [Fact]
    public async Task A_kind_that_fails_keeps_no_other_and_is_tried_again_soon()
    {
        var (inbox, reports) = (new FakeRetained(RetentionKind.Inbox), new FakeRetained(RetentionKind.Reports));
        inbox.Outages.Enqueue(new TimeoutException("Asha's number"));
        var support = Support(inbox, reports);

        await RunUntilAsync(support, () => inbox.Before.Count == 2, "it was tried again");

        reports.Before.ShouldNotBeEmpty();
        (inbox.Before.Last() - inbox.Before.First()).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(8));
        support.Log.All.ShouldContain("TimeoutException: what is kept no longer of Inbox could not be removed");
        support.Log.All.ShouldNotContain("Asha");
    }

    [Fact]
    public void Everything_that_can_be_removed_has_a_limit_or_stays_for_ever()
    {
        var limits = Enum.GetValues<RetentionKind>().ToDictionary(kind => kind, new RetentionLimits().Of);

        limits.Where(limit => limit.Value is null).Select(limit => limit.Key).ShouldBe(
            [RetentionKind.Messages, RetentionKind.References, RetentionKind.Conversations, RetentionKind.Customers, RetentionKind.Audit], ignoreOrder: true);
        limits[RetentionKind.Reports].ShouldBe(TimeSpan.FromDays(7));
        limits[RetentionKind.Parked].ShouldBe(TimeSpan.FromDays(90));
    }

    private SupportUnderTest Support(params FakeRetained[] retained) => Support(isAlone: true, retained);

    private SupportUnderTest Support(bool isAlone, params FakeRetained[] retained)
    {
        var support = new SupportUnderTest(isAlone: isAlone, add: services => Array.ForEach(retained, one => services.AddSingleton<IRetained>(one)));
        all.Add(support);
        return support;
    }

    private static bool GiveDuty(SupportUnderTest support)
    {
        var slots = support.Get<Slots>();
        slots.Update([slots.Me], support.Clock.GetTimestamp());
        return true;
    }

    private static async Task RunUntilAsync(SupportUnderTest support, Func<bool> condition, string what)
    {
        await support.RunAsync(nameof(RetentionPump));
        await support.Clock.MoveUntilAsync(condition, Minute, what);
        await support.StopAsync();
    }
}
