using System.Globalization;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// The times of MSG91's log: with an offset, as a number of seconds or milliseconds, or with no offset at all; then it may be Indian time
/// or UTC, and both are considered.
/// </summary>
internal static partial class LogTime
{
    public static readonly TimeSpan IndianOffset = new(5, 30, 0);

    private const decimal FirstMilliseconds = 100_000_000_000m;

    private const decimal LastMilliseconds = 4_102_444_800_000m;

    public static IReadOnlyList<DateTimeOffset> Readings(string? text)
    {
        text = text?.Trim() ?? "";
        if (decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number < FirstMilliseconds ? number * 1000 : number;
            return milliseconds <= LastMilliseconds ? [DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)] : [];
        }

        // A time alone, or words, the framework would read as one of today.
        if (!Date().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return [];
        }

        return Offset().IsMatch(text) ? [time] : [time, time - IndianOffset];
    }

    /// <summary>Null where it is not certain which one is meant.</summary>
    public static DateTimeOffset? Certain(string? text) => Readings(text) is [var only] ? only : null;

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex("([zZ]|[+-][0-9]{2}:?[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}
