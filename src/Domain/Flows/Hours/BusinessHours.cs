namespace WhatsAppSupport.Domain.Flows.Hours;

/// <summary>When people are there to answer, by the clock of the business.</summary>
/// <param name="Zone">Of the business.</param>
/// <param name="Week">When it is open on a day of the week, from Sunday on; seven of them.</param>
/// <param name="Days">Holidays, and days with hours of their own; they count instead of their day of the week.</param>
public sealed record BusinessHours(
    TimeZoneInfo Zone,
    IReadOnlyList<IReadOnlyList<OpeningTime>> Week,
    IReadOnlyDictionary<DateOnly, IReadOnlyList<OpeningTime>> Days)
{
    private const int LooksAhead = 366;

    /// <summary>For a business that has said nothing: open at any time.</summary>
    public static readonly BusinessHours Always = new(
        TimeZoneInfo.Utc,
        [.. Enumerable.Repeat<IReadOnlyList<OpeningTime>>([OpeningTime.AllDay], 7)],
        new Dictionary<DateOnly, IReadOnlyList<OpeningTime>>());

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    public bool IsOpenAt(DateTimeOffset at)
    {
        var local = Local(at);
        var day = DateOnly.FromDateTime(local.DateTime);
        var time = local.TimeOfDay;
        return On(day).Any(opening => opening.From <= time && time < opening.To)
            || On(day.AddDays(-1)).Any(opening => time < opening.To - TimeSpan.FromDays(1));
    }

    /// <summary>When it opens next; now where it is open, null where it does not open within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        var local = Local(at);
        if (IsOpenAt(at))
            return local;
        for (var ahead = 0; ahead < LooksAhead; ahead++)
        {
            var day = DateOnly.FromDateTime(local.DateTime).AddDays(ahead);
            foreach (var opening in On(day).OrderBy(opening => opening.From))
            {
                if (Opens(day, opening.From) is var opens && opens > local)
                    return opens;
            }
        }

        return null;
    }

    private IReadOnlyList<OpeningTime> On(DateOnly day) => Days.TryGetValue(day, out var own) ? own : Week[(int)day.DayOfWeek];

    /// <summary>A time that the clocks leave out, when they are put forward, is an hour later.</summary>
    private DateTimeOffset Opens(DateOnly day, TimeSpan from)
    {
        var opens = day.ToDateTime(TimeOnly.MinValue) + from;
        opens = Zone.IsInvalidTime(opens) ? opens.AddHours(1) : opens;
        return new DateTimeOffset(opens, Zone.GetUtcOffset(opens));
    }
}

/// <param name="From">After midnight, less than 24 hours.</param>
/// <param name="To">After <paramref name="From"/>; past midnight it is more than 24 hours, 48 at most.</param>
public readonly record struct OpeningTime(TimeSpan From, TimeSpan To)
{
    public static readonly OpeningTime AllDay = new(TimeSpan.Zero, TimeSpan.FromDays(1));
}
