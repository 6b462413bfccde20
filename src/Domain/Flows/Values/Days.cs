namespace WhatsAppSupport.Domain.Flows.Values;

internal static class Days
{
    /// <summary>More than from the first day to the last; a number beyond it could not even be added.</summary>
    private const decimal All = 4_000_000;

    /// <summary>So many whole days later, or earlier; nothing where no calendar goes so far.</summary>
    public static Value After(DateOnly day, decimal count) =>
        Math.Abs(count) <= All && decimal.Truncate(count) + day.DayNumber is var number && number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? new Value.Day(DateOnly.FromDayNumber((int)number))
            : Value.Nothing;
}
