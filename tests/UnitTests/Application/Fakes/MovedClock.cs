using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>A clock that stands until it is moved; what waits for a time rings when the clock has come to it.</summary>
internal sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Move(TimeSpan by)
    {
        List<Alarm> due;
        lock (gate)
        {
            now += by;
            due = alarms.Where(alarm => alarm.DueAt <= now).ToList();
            due.ForEach(alarm => alarm.DueAt = alarm.Period > TimeSpan.Zero ? now + alarm.Period : DateTimeOffset.MaxValue);
        }

        due.ForEach(alarm => alarm.Ring());
    }

    /// <summary>Moves on, step by step, and gives whoever waited the time to act, until it has come to this.</summary>
    public Task MoveUntilAsync(Func<bool> condition, TimeSpan step, string what) => Eventually.BecomesTrueAsync(
        () =>
        {
            if (condition())
            {
                return true;
            }

            Move(step);
            return false;
        },
        Deadline,
        what);

    private sealed class Alarm(MovedClock clock, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; set; } = DateTimeOffset.MaxValue;

        public TimeSpan Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period;
                DueAt = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock.now + dueTime;
                clock.alarms.Remove(this);
                clock.alarms.Add(this);
            }

            if (dueTime == TimeSpan.Zero)
            {
                clock.Move(TimeSpan.Zero);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
