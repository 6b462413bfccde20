namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// How many messages may leave after the provider came back: 4 at once, twice as many with each second, and after eight seconds (a
/// thousand messages) as many as there are. What waited all the time must not bring down what has just got up.
/// </summary>
internal sealed class SlowStart
{
    private const double First = 4;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    private DateTimeOffset? since;
    private int left;

    /// <param name="recoveredAt">When it came back; null: it was never away.</param>
    public int Room(DateTimeOffset? recoveredAt, DateTimeOffset now)
    {
        if (recoveredAt is not { } start || now - start >= Length)
        {
            return int.MaxValue;
        }

        if (since != start)
        {
            (since, left) = (start, 0);
        }

        var seconds = Math.Max(0, (now - start).TotalSeconds);
        return Math.Max(0, (int)(First * Math.Pow(2, seconds)) - left);
    }

    public void Count() => left++;
}
