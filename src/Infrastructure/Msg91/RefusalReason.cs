using System.Text.RegularExpressions;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>A refusal in words that may be kept: one line, short, and without anything that could be a phone number.</summary>
internal static partial class RefusalReason
{
    private const int Longest = 300;

    public static string From(int status, string complaint)
    {
        var line = Blank().Replace(PhoneLike().Replace($"{status}: {complaint}", "…"), " ").Trim(' ', ':');
        if (line.Length <= Longest)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1;
        return line[..end] + "…";
    }

    /// <summary>Eight digits and more, also when they are written in groups.</summary>
    [GeneratedRegex(@"\+?\d(?:[ ().-]{0,2}\d){7,}", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneLike();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
