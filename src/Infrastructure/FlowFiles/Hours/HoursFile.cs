using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Hours;

/// <summary>When people are there to answer, from <c>system/hours.yaml</c> in the flows' folder: a time zone, hours for days of the week, and days that differ.</summary>
internal static partial class HoursFile
{
    public const string Name = "system/hours.yaml";

    private const string HoursExample = "09:00-18:00, a list such as [09:00-13:00, 14:00-18:00], or closed";

    private static readonly FrozenDictionary<string, DayOfWeek[]> Days = new Dictionary<string, DayOfWeek[]>
    {
        ["monday"] = [DayOfWeek.Monday],
        ["tuesday"] = [DayOfWeek.Tuesday],
        ["wednesday"] = [DayOfWeek.Wednesday],
        ["thursday"] = [DayOfWeek.Thursday],
        ["friday"] = [DayOfWeek.Friday],
        ["saturday"] = [DayOfWeek.Saturday],
        ["sunday"] = [DayOfWeek.Sunday],
        ["weekdays"] = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        ["weekend"] = [DayOfWeek.Saturday, DayOfWeek.Sunday],
    }.ToFrozenDictionary();

    /// <summary>Of no use while there are findings; null where it does not consist of fields.</summary>
    public static BusinessHours? Parse(string text, FileFindings findings) =>
        YamlFile.Allow(text, findings) is { } allowed && YamlFile.Parse(allowed, findings) is { } map ? Read(new YamlFields(map, "", findings)) : null;

    private static BusinessHours Read(YamlFields fields)
    {
        var zone = ReadZone(fields);
        var week = new IReadOnlyList<OpeningTime>[7];
        Array.Fill(week, []);
        if (!fields.Has("days"))
            fields.Refuse("days", "is missing; write when it is open, such as { weekdays: 09:00-18:00 }", FindingCode.MissingField);
        if (fields.Map("days", "days and hours, such as { weekdays: 09:00-18:00 }") is { } days)
        {
            foreach (var (name, ofWeek) in Days.OrderByDescending(day => day.Value.Length))
            {
                if (ReadTimes(days, name) is not { } times)
                    continue;
                foreach (var day in ofWeek)
                    week[(int)day] = times;
            }

            days.RefuseOthers();
        }

        var holidays = ReadHolidays(fields);
        fields.RefuseOthers();
        return new BusinessHours(zone, week, holidays);
    }

    private static TimeZoneInfo ReadZone(YamlFields fields)
    {
        const string Example = "where the business is, such as Asia/Kolkata or Europe/Berlin";
        if (fields.RequiredText("time_zone", Example)?.Trim() is not { } name)
            return TimeZoneInfo.Utc;
        if (ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        fields.Refuse("time_zone", $"\"{name}\" is no time zone that this machine knows; write {Example}");
        return TimeZoneInfo.Utc;
    }

    private static Dictionary<DateOnly, IReadOnlyList<OpeningTime>> ReadHolidays(YamlFields fields)
    {
        const string Example = "days and hours, such as { 2026-12-25: closed, 2026-12-31: 09:00-13:00 }";
        var holidays = new Dictionary<DateOnly, IReadOnlyList<OpeningTime>>();
        if (fields.Map("holidays", Example) is not { } days)
            return holidays;
        foreach (var entry in days.Entries)
        {
            if (!DateOnly.TryParseExact(entry.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Refuse(entry.Key, $"is no day; write {Example}");
            else if (ReadTimes(days, entry.Key) is { } times)
                holidays[day] = times;
        }

        return holidays;
    }

    /// <summary>None for a day that is closed; null for one that is not written.</summary>
    private static List<OpeningTime>? ReadTimes(YamlFields fields, string day)
    {
        if (!fields.Has(day))
        {
            fields.Take(day);
            return null;
        }

        var written = Steps.Words.Read(fields, day, HoursExample);
        if (written is ["closed"])
            return [];
        var times = new List<OpeningTime>();
        foreach (var text in written)
        {
            if (Read(text) is { } time)
                times.Add(time);
            else
                fields.Refuse(day, $"\"{text}\" is no time of opening; write {HoursExample}");
        }

        return times;
    }

    /// <summary>Until a time that is not later than from: past midnight.</summary>
    private static OpeningTime? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var (from, to) = (TimeOf(match, "from"), TimeOf(match, "to"));
        return from >= TimeSpan.FromDays(1) || to > TimeSpan.FromDays(1) ? null : new OpeningTime(from, to > from ? to : to + TimeSpan.FromDays(1));
    }

    private static TimeSpan TimeOf(Match match, string part) => new(
        int.Parse(match.Groups[$"{part}h"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[$"{part}m"].Value, CultureInfo.InvariantCulture), 0);

    /// <summary>The system looks a zone up as a file: what could lead to another file, such as /dev/zero, is no name.</summary>
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+() -]{0,63}(/[A-Za-z0-9_+-]{1,64}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();

    [GeneratedRegex(@"\A(?<fromh>[0-2]?[0-9]):(?<fromm>[0-5][0-9]) ?[-–] ?(?<toh>[0-2]?[0-9]):(?<tom>[0-5][0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
