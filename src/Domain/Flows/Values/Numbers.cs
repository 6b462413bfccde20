using System.Globalization;

namespace WhatsAppSupport.Domain.Flows.Values;

/// <summary>Numbers as they are written in flows and by customers who write them plainly: <c>-12.5</c>.</summary>
internal static class Numbers
{
    public static decimal? Read(string folded) => decimal.TryParse(
        folded, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    /// <summary>Without zeros that say nothing.</summary>
    public static string Write(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
