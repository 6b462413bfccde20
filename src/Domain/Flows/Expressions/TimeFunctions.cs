using System.Globalization;
using WhatsAppSupport.Domain.Flows.Values;
using static WhatsAppSupport.Domain.Flows.Expressions.ValueKinds;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>Days and moments by the business's clock (<c>now</c>).</summary>
internal static class TimeFunctions
{
    public static readonly Function[] All =
    [
        new("today()", "this day", 0, 0, [], Time, (_, known) => DayOf(known.Find("now"))),
        new("date(value)", "the day of a moment, or of a text such as 2026-11-26", 1, 1, [Anything], Time, (given, _) => DayOf(given[0])),
        new("add_days(day, count)", "so many days later; earlier with a negative number", 2, 2, [Anything, Number], Time, (given, _) => Later(given[0], given[1].AsNumber)),
        new("days_between(from, to)", "how many days from the one to the other", 2, 2, [Anything], Number, (given, _) => Between(given[0], given[1])),
        new("year(day)", "its year", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => time.Year)),
        new("month(day)", "its month, 1 to 12", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => time.Month)),
        new("day(day)", "its day of the month, 1 to 31", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => time.Day)),
        new("weekday(day)", "1 for Monday to 7 for Sunday", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => (((int)time.DayOfWeek + 6) % 7) + 1)),
        new("hour(moment)", "0 to 23", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => time.Hour)),
        new("minute(moment)", "0 to 59", 1, 1, [Anything], Number, (given, _) => Of(given[0], time => time.Minute)),
        new("is_date(value)", "whether it is a day, or is written as one", 1, 1, [Anything], Truth, (given, _) => Value.Of(TimeOf(given[0]) is not null)),
    ];

    private static DateTime? TimeOf(Value value) => value.AsTime
        ?? (DateOnly.TryParseExact(value.Folded, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToDateTime(TimeOnly.MinValue) : null);

    private static Value DayOf(Value value) => TimeOf(value) is { } time ? new Value.Day(DateOnly.FromDateTime(time)) : Value.Nothing;

    private static Value Of(Value value, Func<DateTime, int> part) => TimeOf(value) is { } time ? Value.Of(part(time)) : Value.Nothing;

    private static Value Later(Value value, decimal? count) =>
        TimeOf(value) is { } time && count is { } days ? Days.After(DateOnly.FromDateTime(time), days) : Value.Nothing;

    private static Value Between(Value from, Value to) =>
        TimeOf(from) is { } one && TimeOf(to) is { } other ? Value.Of((other.Date - one.Date).Days) : Value.Nothing;
}
