namespace WhatsAppSupport.Domain.Conversations;

/// <summary>
/// How fast one customer writes: a bucket that fills at the allowed messages per minute and is emptied by one a message,
/// by the time of arrival, so that a backlog after an outage is not mistaken for a flood.
/// </summary>
/// <param name="Level">Messages in the bucket.</param>
/// <param name="At">The arrival that it was last reckoned at.</param>
/// <param name="Noticed">Whether the customer was told in this flood.</param>
public sealed record MessageRate(double Level, DateTimeOffset At, bool Noticed)
{
    public static MessageRate Begin(DateTimeOffset at) => new(0, at, false);

    /// <param name="arrivedAt">When the webhook accepted the message.</param>
    /// <param name="perMinute">Allowed messages a minute; 0 = no limit.</param>
    public (MessageRate Next, RateVerdict Verdict) Count(DateTimeOffset arrivedAt, int perMinute)
    {
        if (perMinute <= 0)
        {
            return (this, RateVerdict.Answer);
        }

        var minutes = Math.Max(0, (arrivedAt - At).TotalMinutes);
        var level = Math.Max(0, Level - (minutes * perMinute));
        var latest = arrivedAt > At ? arrivedAt : At;
        if (level + 1 <= perMinute)
        {
            return (new MessageRate(level + 1, latest, Noticed && level > perMinute / 2.0), RateVerdict.Answer);
        }

        return (new MessageRate(level, latest, true), Noticed ? RateVerdict.StoreOnly : RateVerdict.StoreAndNotice);
    }
}

public enum RateVerdict
{
    Answer,

    /// <summary>Too fast, and the customer is told so, once.</summary>
    StoreAndNotice,

    /// <summary>Too fast, and told before.</summary>
    StoreOnly,
}
