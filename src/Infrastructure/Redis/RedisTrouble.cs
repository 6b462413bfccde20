namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>
/// Whether failures persist, so that the connection must be made anew. A success proves nothing: in a cluster only the calls for one master's
/// slots fail while all others are answered. Trouble is over after a quiet time, or after more successes in a row than chance would give.
/// </summary>
internal sealed class RedisTrouble(TimeSpan rebuildAfter)
{
    /// <summary>Where one slot in a hundred fails, so many successes in a row are as good as never seen.</summary>
    private const int SuccessesThatEndIt = 1_000;

    /// <summary>One call that was late on a busy machine is no trouble.</summary>
    private const int FewestFailures = 3;

    /// <summary>Longer than the pause after a failure, by far: nobody asks in that pause.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile bool isOn;
    private DateTimeOffset since;
    private DateTimeOffset lastFailure;
    private int failures;
    private int successes;

    public bool IsLastingAt(DateTimeOffset now)
    {
        lock (gate)
        {
            return isOn && failures >= FewestFailures && now - lastFailure <= Quiet;
        }
    }

    /// <returns>How long it has lasted, when the connection is to be made anew now; then it counts from the beginning.</returns>
    public TimeSpan? Failed(DateTimeOffset now)
    {
        lock (gate)
        {
            if (!isOn || now - lastFailure > Quiet)
            {
                (isOn, since, failures) = (true, now, 0);
            }

            (lastFailure, successes) = (now, 0);
            if (++failures < FewestFailures || now - since < rebuildAfter)
            {
                return null;
            }

            var lasted = now - since;
            (since, failures) = (now, 0);
            return lasted;
        }
    }

    public void Answered()
    {
        if (!isOn)
        {
            return;
        }

        lock (gate)
        {
            isOn = isOn && ++successes < SuccessesThatEndIt;
        }
    }
}
