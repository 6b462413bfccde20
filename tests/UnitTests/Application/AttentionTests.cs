using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class AttentionTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_waits_for_a_person_is_counted_again_and_again_and_shown_without_asking()
    {
        support.Undelivered.Counts = new AttentionCounts(2, 1, 4, 3);
        await support.RunAsync("BacklogWatch");
        await SupportUnderTest.UntilAsync(() => support.Get<BacklogWatch>().Last.Attention.DeadRows == 2, "it was counted");

        (await HealthAsync()).ShouldBe(new PartHealth(PartState.Up, "inbox: 2 dead, 1 quarantined; messages: 4 failed, 3 unknown"));

        support.Undelivered.Outages.Enqueue(new TimeoutException());
        support.Undelivered.Counts = AttentionCounts.None;
        await support.Clock.MoveUntilAsync(() => support.Get<BacklogWatch>().Last.Attention.DeadRows == 0, TimeSpan.FromSeconds(5), "it was counted again, after an outage");
        (await HealthAsync()).ShouldBe(PartHealth.Up);
        await support.StopAsync();
    }

    private ValueTask<PartHealth> HealthAsync() => new AttentionHealth(support.Get<BacklogWatch>()).CheckAsync(CancellationToken.None);
}
