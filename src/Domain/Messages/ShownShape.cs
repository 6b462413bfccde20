using static WhatsAppSupport.Domain.Messages.WhatsAppShape;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>Pictures, documents, sounds, films and places, with the text that belongs to them.</summary>
internal static class ShownShape
{
    public static IReadOnlyList<Reply> Fit(Reply reply)
    {
        var (media, place) = (Fit(reply.Media), Fit(reply.Location));
        var text = place is null ? WithWordsOf(reply.Location, reply.Text) : reply.Text;
        var shown = new[] { media is null ? null : new Reply("") { Media = media }, place is null ? null : new Reply("") { Location = place } }.OfType<Reply>();
        if (ChoiceShape.Clean(reply.Options).Count > 0)
            return [.. shown, .. FitWords(new Reply(text, reply.Options) { ListButton = reply.ListButton })];
        return IsCaption(text, media)
            ? [.. shown.Select(part => part.Media is null ? part : part with { Text = text })]
            : [.. Texts(text), .. shown];
    }

    /// <returns>As it can stand in a request; null for what WhatsApp could not fetch.</returns>
    public static string? AddressOf(string url)
    {
        if (url.Length > UrlMaxLength || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;

        // One with blanks or letters of other scripts is written out; every other stays to the letter, because it may be signed.
        var written = url.All(letter => letter is > ' ' and <= '~') ? url : new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri;
        return written.Length <= UrlMaxLength ? written : null;
    }

    /// <summary>A text that is too long for it goes before, in one piece; a sound has none.</summary>
    private static bool IsCaption(string text, ReplyMedia? media) =>
        media is { Kind: not MessageType.Audio } && text.Length <= CaptionMaxLength && !string.IsNullOrWhiteSpace(text);

    private static ReplyMedia? Fit(ReplyMedia? media) => media is null || AddressOf(media.Url) is not { } url
        ? null
        : new ReplyMedia(media.Kind, url, media.Kind == MessageType.Document ? Line(media.FileName, FileNameMaxLength) : null);

    /// <summary>WhatsApp shows an address only below a name.</summary>
    private static ReplyLocation? Fit(ReplyLocation? place)
    {
        if (place is not { IsOnEarth: true })
            return null;
        var (name, address) = (Line(place.Name, PlaceMaxLength), Line(place.Address, PlaceMaxLength));
        return place with { Name = name ?? address, Address = name is null ? null : address };
    }

    /// <summary>A place that is on no map is told all the same.</summary>
    private static string WithWordsOf(ReplyLocation? place, string text) =>
        string.Join('\n', new[] { text, place?.Name, place?.Address }.Where(words => !string.IsNullOrWhiteSpace(words)));

    private static string? Line(string? text, int limit)
    {
        var line = string.Concat((text ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length == 0 ? null : TextSplit.Parts(line, limit)[0];
    }
}
