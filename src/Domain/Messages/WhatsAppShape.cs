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

    /// <summary>Of a list, over all its sections.</summary>
    public const int MaxRows = 10;

    public const int RowTitleMaxLength = 24;
    public const int RowDescriptionMaxLength = 72;
    public const int SectionTitleMaxLength = 24;

    /// <summary>Of what opens a list.</summary>
    public const int ListButtonMaxLength = 20;

    /// <summary>In UTF-8 bytes; a button's may be longer, but what is a button today may be a row tomorrow.</summary>
    public const int OptionIdMaxBytes = 200;

    /// <summary>Of the text below a picture, a film or a document.</summary>
    public const int CaptionMaxLength = 1024;

    /// <summary>WhatsApp names no limit; ours keeps a row of the database and a request small.</summary>
    public const int UrlMaxLength = 2048;

    /// <summary>The longest that file systems take.</summary>
    public const int FileNameMaxLength = 240;

    /// <summary>Of a place's name, and of its address. WhatsApp names no limit.</summary>
    public const int PlaceMaxLength = 1000;

    /// <summary>
    /// The messages that say it all, in order. What can be tapped stays so where WhatsApp allows it, under the last of
    /// them; else it becomes a numbered text. Nothing but white space is lost, and nothing empty is sent.
    /// What is shown comes after its text, or before what can be tapped; where it cannot be shown, the text alone is said.
    /// </summary>
    public static IReadOnlyList<Reply> Fit(Reply reply) =>
        reply.Media is null && reply.Location is null ? FitWords(reply) : ShownShape.Fit(reply);

    /// <summary>Whether these are shown as buttons; what can be tapped otherwise is a list.</summary>
    public static bool AreButtons(IReadOnlyList<ReplyOption> options) =>
        options.Count <= MaxButtons
        && options.All(option => option.Title.Length <= ButtonTitleMaxLength && option.Description is null && option.Section is null);

    /// <summary>Whether WhatsApp can be told to fetch something from there.</summary>
    public static bool CanBeFetched(string url) => ShownShape.AddressOf(url) is not null;

    /// <summary>What is said in words and choices alone.</summary>
    internal static IReadOnlyList<Reply> FitWords(Reply reply)
    {
        var options = ChoiceShape.Clean(reply.Options);
        if (options.Count == 0)
            return Texts(reply.Text);
        if (string.IsNullOrWhiteSpace(reply.Text) || !ChoiceShape.CanBeTapped(options))
            return Texts(ChoiceShape.Numbered(reply.Text, options));

        var (before, body) = TextSplit.LastPart(reply.Text, BodyMaxLength);
        return [.. Texts(before), new Reply(body, options) { ListButton = ChoiceShape.ListButton(reply.ListButton) }];
    }

    internal static IReadOnlyList<Reply> Texts(string text) => [.. TextSplit.Parts(text, TextMaxLength).Select(part => new Reply(part))];
}
