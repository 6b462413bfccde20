using System.Globalization;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>A message as the customer sees it, in lines: the text, what is shown, and what can be tapped in brackets.</summary>
internal static class ShownReply
{
    /// <param name="reply">As WhatsApp takes it.</param>
    public static string Written(Reply reply) =>
        string.Join('\n', new[] { reply.Text, Media(reply.Media), Place(reply.Location) }.OfType<string>().Where(line => line.Length > 0).Concat(Options(reply)));

    private static string? Media(ReplyMedia? media) =>
        media is null ? null : $"{media.Kind}: {media.Url}{(media.FileName is null ? "" : $" ({media.FileName})")}";

    private static string? Place(ReplyLocation? place) => place is null ? null : string.Join(", ", new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"Location: {place.Latitude}, {place.Longitude}"), place.Name, place.Address,
    }.OfType<string>());

    private static IEnumerable<string> Options(Reply reply)
    {
        if (reply.Options.Count == 0)
            return [];
        return reply.ListButton is null && reply.Options.All(option => option.Description is null && option.Section is null)
            ? [string.Join(' ', reply.Options.Select(option => $"[{option.Title}]"))]
            : List(reply);
    }

    private static IEnumerable<string> List(Reply reply)
    {
        if (reply.ListButton is not null)
            yield return $"List: {reply.ListButton}";
        string? section = null;
        foreach (var option in reply.Options)
        {
            if (option.Section is not null && option.Section != section)
                yield return $"Section: {option.Section}";
            section = option.Section;
            yield return option.Description is null ? $"[{option.Title}]" : $"[{option.Title}] {option.Description}";
        }
    }
}
