using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>
/// Cuts what is to be said to what WhatsApp accepts. Lengths are counted in UTF-16 units: never fewer than the characters
/// that WhatsApp counts, so what fits here fits there, whichever of the two it counts.
/// </summary>
public static class WhatsAppShape
{
    public const int TextMaxLength = 4096;

    /// <summary>Of a text that carries buttons or a list.</summary>
    public const int BodyMaxLength = 1024;

    public const int MaxButtons = 3;
    public const int ButtonTitleMaxLength = 20;
    public const int MaxRows = 10;
    public const int RowTitleMaxLength = 24;

    /// <summary>In UTF-8 bytes; a button's may be longer, but what is a button today may be a row tomorrow.</summary>
    public const int OptionIdMaxBytes = 200;

    /// <summary>
    /// The messages that say it all, in order. What can be tapped stays so where WhatsApp allows it, under the last of
    /// them; else it becomes a numbered text. Nothing but white space is lost, and nothing empty is sent.
    /// </summary>
    public static IReadOnlyList<Reply> Fit(Reply reply)
    {
        var options = reply.Options.Where(option => !string.IsNullOrWhiteSpace(option.Title)).ToList();
        if (options.Count == 0)
            return [.. TextSplit.Parts(reply.Text, TextMaxLength).Select(part => new Reply(part))];
        if (string.IsNullOrWhiteSpace(reply.Text) || !CanBeTapped(options))
            return [.. TextSplit.Parts(Numbered(reply.Text, options), TextMaxLength).Select(part => new Reply(part))];

        var (before, body) = TextSplit.LastPart(reply.Text, BodyMaxLength);
        return [.. TextSplit.Parts(before, TextMaxLength).Select(part => new Reply(part)), new Reply(body, options)];
    }

    /// <summary>Whether these are shown as buttons; what can be tapped otherwise is a list.</summary>
    public static bool AreButtons(IReadOnlyList<ReplyOption> options) =>
        options.Count <= MaxButtons && options.All(option => option.Title.Length <= ButtonTitleMaxLength);

    private static bool CanBeTapped(List<ReplyOption> options) =>
        options.Count <= MaxRows
        && options.TrueForAll(option => option.Title.Length <= RowTitleMaxLength && !option.Title.Any(char.IsControl))
        && options.TrueForAll(option => option.Id.Length > 0 && Encoding.UTF8.GetByteCount(option.Id) <= OptionIdMaxBytes)
        && options.DistinctBy(option => option.Title.Trim(), StringComparer.OrdinalIgnoreCase).Count() == options.Count
        && options.DistinctBy(option => option.Id, StringComparer.Ordinal).Count() == options.Count;

    private static string Numbered(string text, List<ReplyOption> options)
    {
        var numbered = new StringBuilder(text.TrimEnd());
        for (var index = 0; index < options.Count; index++)
        {
            numbered.Append(index > 0 ? "\n" : numbered.Length > 0 ? "\n\n" : "");
            numbered.Append(CultureInfo.InvariantCulture, $"{index + 1}. {options[index].Title.Trim()}");
        }

        return numbered.ToString();
    }
}
