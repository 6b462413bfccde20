namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>How long the other side asks us to stay away.</summary>
internal static class RetryAfter
{
    /// <summary>Longer is not believed: one wrong header must not stop everything for a day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Null when it does not ask. Both forms of the header count: seconds and a date.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bound(delta),
        { Date: { } date } => Bound(date - now),
        _ => null,
    };

    public static TimeSpan Bound(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
