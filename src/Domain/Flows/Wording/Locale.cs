using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// How numbers and times are written in a language. The table is part of the program, because the runtime's own needs ICU on the machine; it follows CLDR 46's numeric
/// forms. A language that is not in it is written as English is in the world: 1,234.5 and 2026-11-26.
/// </summary>
public sealed class Locale
{
    private const string NoBreakSpace = "\u00A0";
    private const string NarrowSpace = "\u202F";

    private static readonly Locale Plain = new(".", ",", "yyyy-MM-dd");

    private static readonly FrozenDictionary<string, Locale> Known = new Dictionary<string, Locale>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(".", ",", "d/M/yyyy"),
        ["en-US"] = new(".", ",", "M/d/yyyy", "h:mm tt"),
        ["en-IN"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["hi"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["bn"] = new(".", ",", "d/M/yyyy", isIndian: true),
        ["gu"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["kn"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["ml"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["mr"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["or"] = new(".", ",", "M/d/yyyy", "h:mm tt", isIndian: true),
        ["pa"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["ta"] = new(".", ",", "d/M/yyyy", "h:mm tt", isIndian: true),
        ["te"] = new(".", ",", "dd-MM-yyyy", "h:mm tt", isIndian: true),
        ["ur"] = new(".", ",", "d/M/yyyy", "h:mm tt"),
        ["ar"] = new(".", ",", "d/M/yyyy"),
        ["de"] = new(",", ".", "d.M.yyyy"),
        ["de-CH"] = new(".", "\u2019", "d.M.yyyy"),
        ["es"] = new(",", ".", "d/M/yyyy"),
        ["es-MX"] = new(".", ",", "d/M/yyyy"),
        ["fr"] = new(",", NarrowSpace, "dd/MM/yyyy"),
        ["id"] = new(",", ".", "d/M/yyyy", "HH.mm"),
        ["it"] = new(",", ".", "d/M/yyyy"),
        ["ja"] = new(".", ",", "yyyy/M/d"),
        ["ko"] = new(".", ",", "yyyy. M. d.", "HH:mm"),
        ["ms"] = new(".", ",", "d/M/yyyy"),
        ["ne"] = new(".", ",", "yyyy/M/d", isIndian: true),
        ["nl"] = new(",", ".", "d-M-yyyy"),
        ["pl"] = new(",", NoBreakSpace, "d.MM.yyyy"),
        ["pt"] = new(",", ".", "dd/MM/yyyy"),
        ["ru"] = new(",", NoBreakSpace, "dd.MM.yyyy"),
        ["si"] = new(".", ",", "yyyy-MM-dd"),
        ["sw"] = new(".", ",", "dd/MM/yyyy"),
        ["th"] = new(".", ",", "d/M/yyyy"),
        ["tr"] = new(",", ".", "d.MM.yyyy"),
        ["uk"] = new(",", NoBreakSpace, "dd.MM.yyyy"),
        ["vi"] = new(",", ".", "d/M/yyyy"),
        ["zh"] = new(".", ",", "yyyy/M/d"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly string decimals;
    private readonly string groups;
    private readonly string date;
    private readonly string time;
    private readonly bool isIndian;

    private Locale(string decimals, string groups, string date, string time = "HH:mm", bool isIndian = false) =>
        (this.decimals, this.groups, this.date, this.time, this.isIndian) = (decimals, groups, date, time, isIndian);

    /// <param name="tag">Such as <c>hi-IN</c>, which is <c>hi</c> where it has no ways of its own.</param>
    public static Locale Of(string? tag) => LanguageTag.For(Known, tag) ?? Plain;

    public string Write(decimal number)
    {
        var plain = Math.Abs(number).ToString("0.##########", CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var written = new StringBuilder(point < 0 ? plain : plain[..point]);
        for (var at = written.Length - 3; at > 0; at -= isIndian ? 2 : 3)
            written.Insert(at, groups);
        if (number < 0)
            written.Insert(0, '-');
        return point < 0 ? written.ToString() : written.Append(decimals).Append(plain, point + 1, plain.Length - point - 1).ToString();
    }

    /// <summary>Null for what is no number. Without its language's signs it is read as flows write it.</summary>
    internal decimal? ReadNumber(string folded)
    {
        var point = folded.LastIndexOf(decimals, StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (folded, "") : (folded[..point], folded[point..]);
        foreach (var sign in new[] { " ", FoldedText.Of(groups) }.Where(sign => sign.Length > 0 && whole.Contains(sign, StringComparison.Ordinal)))
        {
            if (!IsGrouped(whole.TrimStart('-', '+').Split(sign)))
                return Numbers.Read(folded);
            whole = whole.Replace(sign, "", StringComparison.Ordinal);
        }

        return Numbers.Read(whole + rest.Replace(decimals, ".", StringComparison.Ordinal)) ?? Numbers.Read(folded);
    }

    /// <summary>In threes, or as in India the last three and before them in twos.</summary>
    private static bool IsGrouped(string[] parts) =>
        parts[0].Length is > 0 and <= 3 && parts[^1].Length == 3 && parts[1..^1].All(part => part.Length is 2 or 3);

    /// <summary>Null for what is no day.</summary>
    internal DateOnly? ReadDay(string folded)
    {
        var parts = folded.Split(['-', '/', '.', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 3 || !parts.All(part => part.Length <= 4 && part.All(char.IsAsciiDigit)))
            return null;
        var (one, two, three) = (Number(parts[0]), Number(parts[1]), Number(parts[2]));
        var (year, month, day) = parts[0].Length == 4 ? (one, two, three)
            : date.StartsWith('M') ? (three, one, two)
            : (three, two, one);
        year = parts[0].Length != 4 && parts[2].Length == 2 ? 2000 + year : year;
        return year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    public string Write(DateOnly day) => day.ToString(date, CultureInfo.InvariantCulture);

    public string Write(DateTimeOffset moment) => moment.ToString($"{date} {time}", CultureInfo.InvariantCulture);
}
