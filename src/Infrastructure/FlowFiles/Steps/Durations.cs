using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Times such as <c>30s</c>, <c>10m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static partial class Durations
{
    private const string Parts = "((?<d>[0-9]{1,4})d)?((?<h>[0-9]{1,4})h)?((?<m>[0-9]{1,4})m)?((?<s>[0-9]{1,5})s)?";

    public static Shape<TimeSpan?> Between(TimeSpan shortest, TimeSpan longest) => new(
        (fields, field) =>
        {
            if (fields.Text(field.Key, field.Meaning) is not { } text)
                return null;
            var time = Read(text);
            if (time is { } read && read >= shortest && read <= longest)
                return read;
            fields.Refuse(field.Key, time is null
                ? $"\"{text}\" is no time; write a time such as 30s, 10m or 1h30m"
                : $"\"{text}\" is not taken here; write from {Written(shortest)} to {Written(longest)}");
            return null;
        },
        new JsonObject { ["type"] = "string", ["pattern"] = $@"^\s*(?=[0-9]){Parts}\s*$" }
            .Saying($"From {Written(shortest)} to {Written(longest)}.").Refusing("A time is written 30s, 10m or 1h30m."));

    public static string Written(TimeSpan time) =>
        time.TotalDays >= 1 ? $"{time.TotalDays:0}d"
        : time.TotalHours >= 1 ? $"{time.TotalHours:0}h"
        : time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0}m"
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");

    private static TimeSpan? Read(string text) => Form().Match(text.Trim()) is { Success: true, Length: > 0 } match
        ? new TimeSpan(Part(match, "d"), Part(match, "h"), Part(match, "m"), Part(match, "s"))
        : null;

    private static int Part(Match match, string unit) => match.Groups[unit] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A" + Parts + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
