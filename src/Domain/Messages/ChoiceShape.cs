using System.Globalization;
using System.Text;
using static WhatsAppSupport.Domain.Messages.WhatsAppShape;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>What can be tapped, within WhatsApp's limits, or as a numbered text.</summary>
internal static class ChoiceShape
{
    /// <summary>Without those that have no title, and without descriptions and sections that say nothing.</summary>
    public static List<ReplyOption> Clean(IReadOnlyList<ReplyOption> options)
    {
        var titled = options.Where(option => !string.IsNullOrWhiteSpace(option.Title)).ToList();
        return titled.Exists(IsMoreThanTitle) ? titled.ConvertAll(Clean) : titled;
    }

    public static bool CanBeTapped(List<ReplyOption> options) =>
        options.Count <= MaxRows
        && options.TrueForAll(option => Fits(option.Title, RowTitleMaxLength) && Fits(option.Description, RowDescriptionMaxLength) && Fits(option.Section, SectionTitleMaxLength))
        && options.TrueForAll(option => option.Id.Length > 0 && Encoding.UTF8.GetByteCount(option.Id) <= OptionIdMaxBytes)
        && options.DistinctBy(option => option.Title.Trim(), StringComparer.OrdinalIgnoreCase).Count() == options.Count
        && options.DistinctBy(option => option.Id, StringComparer.Ordinal).Count() == options.Count;

    /// <summary>Its beginning, where it is too long: what the list is about stands in the text above it.</summary>
    public static string? ListButton(string? title) =>
        string.IsNullOrWhiteSpace(title) ? null : TextSplit.Parts(string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), ListButtonMaxLength)[0];

    /// <summary>Numbered through all sections, so that a number means one of them.</summary>
    public static string Numbered(string text, List<ReplyOption> options)
    {
        var numbered = new StringBuilder(text.TrimEnd());
        string? section = null;
        for (var index = 0; index < options.Count; index++)
        {
            var option = options[index];
            var isFirst = index == 0 || option.Section != section;
            numbered.Append(numbered.Length == 0 ? "" : isFirst ? "\n\n" : "\n");
            if (isFirst && option.Section is not null)
                numbered.Append(option.Section).Append('\n');
            section = option.Section;
            numbered.Append(CultureInfo.InvariantCulture, $"{index + 1}. {option.Title.Trim()}");
            if (option.Description is not null)
                numbered.Append(" – ").Append(option.Description);
        }

        return numbered.ToString();
    }

    private static bool IsMoreThanTitle(ReplyOption option) => option.Description is not null || option.Section is not null;

    private static ReplyOption Clean(ReplyOption option) => option with { Description = Said(option.Description), Section = Said(option.Section) };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool Fits(string? line, int limit) => line is null || (line.Length <= limit && !line.Any(char.IsControl));
}
