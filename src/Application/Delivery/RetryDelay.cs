namespace WhatsAppSupport.Application.Delivery;

/// <summary>When a refused message is tried again: 1, 2, 4 … s up to five minutes, spread by up to a quarter so that a crowd does not come back at once.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="attempt">1 for the first.</param>
    /// <param name="asked">What the provider asked for with <c>Retry-After</c>.</param>
    /// <param name="spread">A random number from 0 to 1.</param>
    public static TimeSpan After(int attempt, TimeSpan? asked, double spread)
    {
        var own = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt - 1, 10)));
        var delay = asked is { } provider && provider > own ? provider : own;
        return (delay < Longest ? delay : Longest) * (1 + (spread / 4));
    }
}
