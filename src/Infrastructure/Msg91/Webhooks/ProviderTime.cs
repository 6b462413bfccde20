using System.Globalization;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// The times that are posted: ISO 8601 (newer bodies), seconds or milliseconds since 1970 (older ones and Meta's), as a number or a
/// string. A time without an offset is taken as UTC. What lies outside 2009–2099 is not believed: WhatsApp began in 2009, and
/// fixed limits let a body read the same whenever it is read.
/// </summary>
internal static class ProviderTime
{
    /// <summary>From here on a number is milliseconds: as seconds it would lie in the year 5138.</summary>
    private const decimal FirstMilliseconds = 100_000_000_000m;

    private static readonly DateTimeOffset Earliest = new(2009, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly decimal LatestMilliseconds = End.ToUnixTimeMilliseconds();

    public static DateTimeOffset? Time(this JsonValue value) =>
        value.Text()?.Trim() is { } text && Parse(text) is { } time && time >= Earliest && time < End ? time : null;

    private static DateTimeOffset? Parse(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number < 0 || number > LatestMilliseconds
                ? null
                : DateTimeOffset.FromUnixTimeMilliseconds((long)(number < FirstMilliseconds ? number * 1000 : number));
        }

        // Without this the framework would read "March 1" as a day of this year.
        var isIso = text.Length >= 10 && text[4] == '-' && text[7] == '-';
        return isIso && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
    }
}
