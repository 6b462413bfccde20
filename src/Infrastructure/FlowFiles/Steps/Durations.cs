using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Times such as <c>30s</c>, <c>10m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static partial class Durations
{
    public static TimeSpan? Duration(this YamlFields fields, string key, TimeSpan shortest, TimeSpan longest, bool isRequired)
    {
        const string Example = "a time such as 30s, 10m, 1h30m or 2d";
        if ((isRequired ? fields.RequiredText(key, Example) : fields.Text(key, Example)) is not { } text)
            return null;
        var match = Form().Match(text.Trim());
        var time = match.Success && match.Length > 0
            ? new TimeSpan(Part(match, "d"), Part(match, "h"), Part(match, "m"), Part(match, "s"))
            : (TimeSpan?)null;
        if (time is { } read && read >= shortest && read <= longest)
            return read;
        fields.Refuse(key, time is null ? $"\"{text}\" is no time; write {Example}" : $"\"{text}\" is not taken here; write from {Written(shortest)} to {Written(longest)}");
        return null;
    }

    private static string Written(TimeSpan time) =>
        time.TotalDays >= 1 ? $"{time.TotalDays:0}d" : time.TotalHours >= 1 ? $"{time.TotalHours:0}h" : time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0}m" : $"{time.TotalSeconds:0.###}s";

    private static int Part(Match match, string unit) => match.Groups[unit] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A((?<d>[0-9]{1,4})d)?((?<h>[0-9]{1,4})h)?((?<m>[0-9]{1,4})m)?((?<s>[0-9]{1,5})s)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
