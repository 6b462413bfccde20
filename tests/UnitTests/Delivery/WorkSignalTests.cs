using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.UnitTests.Delivery;

public sealed class WorkSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Told_once_or_often_it_wakes_once()
    {
        using var signal = new OutboxSignal();
        signal.Set();
        signal.Set();

        await signal.WaitAsync(Long, CancellationToken.None).WaitAsync(Long);
        var again = signal.WaitAsync(Long, CancellationToken.None);

        again.IsCompleted.ShouldBeFalse();
        signal.Set();
        await again.WaitAsync(Long);
    }

    [Fact]
    public async Task Nobody_relies_on_being_told()
    {
        using var signal = new OutboxSignal();

        await signal.WaitAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None).WaitAsync(Long);
    }

    [Fact]
    public void To_look_at_all_is_asked_for_once()
    {
        using var signal = new ReportSignal();

        signal.LookAtAll();

        signal.TakeLookAtAll().ShouldBeTrue();
        signal.TakeLookAtAll().ShouldBeFalse();
    }
}
