using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>
/// Sees when both of MSG91's events for what customers write are switched on: the same message comes twice within seconds, in two shapes. A repeat after an answer that was
/// lost has one shape. Nothing is lost by it but half of the webhooks' room; what was heard last is remembered, for whoever asks.
/// </summary>
public sealed class DoubledEvents(TimeProvider clock)
{
    /// <summary>As many ids as come within <see cref="Together"/> on a busy number.</summary>
    private const int Remembered = 4_096;

    /// <summary>The two are posted at once; a minute is for the slower one's repeats.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<LookupHash, Heard> heard = new(Remembered);
    private readonly Queue<LookupHash> order = new(Remembered);
    private DateTimeOffset? last;

    /// <summary>When it was seen last; null: never since the start.</summary>
    public DateTimeOffset? Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <returns>Whether the message was there already, in the other shape, a moment ago.</returns>
    public bool Hear(LookupHash message, bool isOfReportEvent)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (heard.TryGetValue(message, out var before))
            {
                if (before.IsOfReportEvent == isOfReportEvent || now - before.At > Together)
                {
                    return false;
                }

                last = now;
                return true;
            }

            if (order.Count == Remembered)
            {
                heard.Remove(order.Dequeue());
            }

            order.Enqueue(message);
            heard[message] = new Heard(isOfReportEvent, now);
            return false;
        }
    }

    private readonly record struct Heard(bool IsOfReportEvent, DateTimeOffset At);
}
