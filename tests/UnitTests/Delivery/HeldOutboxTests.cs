using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

public sealed class HeldOutboxTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new();

    private SendGate Gate => support.Get<SendGate>();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task People_are_told_once_of_each_occurrence_and_not_with_each_try()
    {
        await support.RunAsync("HeldOutbox");
        Refuse();
        await HeardAsync(1);
        for (var tries = 0; tries < 3; tries++)
        {
            support.Clock.Move(SendGate.AccountPause);
            Gate.Came(new SendOutcome.AccountRefused("401"), Gate.Enter());
        }

        Gate.HeldSince.ShouldBe(support.Alerts.Raised[0].Since);
        support.Clock.Move(SendGate.AccountPause);
        Gate.Came(new SendOutcome.Accepted(["uuid"]), Gate.Enter());
        support.Clock.Move(Second);
        Refuse();
        await HeardAsync(2);

        support.Alerts.Raised.Select(alert => alert.Event).ShouldBe(["outbox.held", "outbox.held"]);
        support.Alerts.Raised[1].Since.ShouldBe(Gate.HeldSince!.Value);
        support.Alerts.Raised[0].Reason.ShouldContain("Check MSG91_AUTH_KEY");
    }

    [Fact]
    public async Task Who_did_not_hear_is_told_again_no_sooner_than_in_thirty_seconds()
    {
        support.Alerts.IsHeard = false;
        await support.RunAsync("HeldOutbox");
        Refuse();

        await HeardAsync(2);
        support.Alerts.IsHeard = true;
        await HeardAsync(3);
        var heardAt = support.Clock.GetUtcNow();
        await support.Clock.MoveUntilAsync(() => support.Clock.GetUtcNow() > heardAt + TimeSpan.FromMinutes(3), Second, "minutes pass");

        support.Alerts.Raised.Count.ShouldBe(3);
        (heardAt - Noon).ShouldBeGreaterThanOrEqualTo(2 * SendGate.AccountPause);
    }

    private void Refuse() => Gate.Came(new SendOutcome.AccountRefused("401"), SendPass.Free);

    private Task HeardAsync(int times) => support.Clock.MoveUntilAsync(() => support.Alerts.Raised.Count == times, Second, $"people were told {times} times");
}
