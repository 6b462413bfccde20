using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>What a line of a transcript can be. A new kind is one more line in one of the tables.</summary>
internal static class TranscriptLines
{
    private const string Day = "2026-11-26 11:00";

    /// <summary>Each with an example, which tells whoever wrote another line what a right one looks like.</summary>
    private static readonly (Regex Form, string Example, Func<int, string, Match, TranscriptLine?> Read)[] Forms =
    [
        // What is done.
        (Form("Customer: (?<text>.+)"), "Customer: I want to return something", (line, written, found) => new TranscriptLine.Done(new Deed.Writes(line, written, Text(found)))),
        (Form("Customer taps: (?<text>.+)"), "Customer taps: Money back", (line, written, found) => new TranscriptLine.Done(new Deed.Taps(line, written, Text(found)))),
        (Form("Customer sends (an? )?(?<kind>[a-z]+)( (?<place>-?[0-9.]+, ?-?[0-9.]+)| (?<url>https://\\S+?))?(: (?<text>.+))?"), "Customer sends an image: it is broken", ReadSent),
        (Form("(?<count>[0-9]{1,5}) (?<unit>second|minute|hour)s? pass(es)?"), "10 minutes pass", (line, written, found) => new TranscriptLine.Done(new Deed.TimePasses(line, written, TimeOf(found)))),
        (Form("Answer: (?<status>[1-5][0-9][0-9])(\\s(?<text>.*))?"), "Answer: 200 {\"status\": \"delivered\"}", ReadAnswer),
        (Form("No answer: (?<text>[a-z0-9_]+)"), "No answer: timeout", (line, written, found) => Answered(line, written, false, new FlowAnswer.Failed(Text(found)))),
        (Form("The model answers: (?<text>.+)"), "The model answers: It is too small", (line, written, found) => Answered(line, written, true, new FlowAnswer.Succeeded(200, Text(found)))),
        (Form("No answer from the model"), "No answer from the model", (line, written, _) => Answered(line, written, true, new FlowAnswer.Failed("model_unavailable"))),

        // What holds from the beginning.
        (Form("now: (?<text>.+)"), $"now: {Day}", (_, _, found) => TimeIn(Text(found)) is { } now ? Set(settings => settings with { Now = now }) : null),
        (Form("language: (?<text>.+)"), "language: hi", (_, _, found) => LanguageTag.IsValid(Text(found)) ? Set(settings => settings with { Language = Text(found) }) : null),
        (Form("hours: open"), "hours: open", (_, _, _) => Set(settings => settings with { Hours = new TranscriptHours(null) })),
        (Form("hours: closed until (?<text>.+)"), $"hours: closed until {Day}", (_, _, found) => TimeIn(Text(found)) is { } opens ? Set(settings => settings with { Hours = new TranscriptHours(opens) }) : null),
        (Form("(?<name>(customer|conversation)\\.[a-z_]+): (?<text>.+)"), "customer.name: Asha", (_, _, found) => Set(settings => settings with { Facts = With(settings.Facts, found.Groups["name"].Value, Text(found)) })),

        // What comes of it.
        .. TranscriptEvents.Heads.Select(head => (Form($"{Regex.Escape(head.Head)}: (?<text>.+)"), head.Example, Event(head.Head))),
        .. TranscriptEvents.Ends.Select(end => (Form($"{Regex.Escape(end.TrimEnd('.'))}\\.?"), end, new Func<int, string, Match, TranscriptLine?>((_, _, _) => new TranscriptLine.Expected(end)))),
    ];

    public static IEnumerable<string> Examples => Forms.Select(form => form.Example);

    /// <summary>Null for what is none.</summary>
    public static TranscriptLine? Read(int line, string written, out string? problem)
    {
        foreach (var (form, example, read) in Forms)
        {
            if (form.Match(written) is not { Success: true } found)
                continue;
            var understood = read(line, written, found);
            problem = understood is null ? $"\"{written}\" cannot be read; write it like {example}" : null;
            return understood;
        }

        problem = $"\"{written.Split('\n')[0]}\" is no line of a transcript; there are such as these:{string.Concat(Examples.Select(example => $"\n    {example}"))}";
        return null;
    }

    private static Regex Form(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    private static string Text(Match found) => found.Groups["text"].Value.Trim();

    private static TranscriptLine.Holds Set(Func<TranscriptSettings, TranscriptSettings> change) => new(change);

    private static Func<int, string, Match, TranscriptLine?> Event(string head) => (_, _, found) => new TranscriptLine.Expected(TranscriptEvents.Of(head, Text(found)));

    private static TranscriptLine.Done Answered(int line, string written, bool isModel, FlowAnswer answer) => new(new Deed.Answers(line, written, isModel, answer));

    private static DateTime? TimeIn(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static TimeSpan TimeOf(Match found)
    {
        var count = int.Parse(found.Groups["count"].Value, CultureInfo.InvariantCulture);
        return found.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "second" => TimeSpan.FromSeconds(count),
            "minute" => TimeSpan.FromMinutes(count),
            _ => TimeSpan.FromHours(count),
        };
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> facts, string name, string value) =>
        new(facts) { [name.ToLowerInvariant()] = value };

    private static TranscriptLine.Done? ReadSent(int line, string written, Match found)
    {
        if (!Enum.TryParse<MessageType>(found.Groups["kind"].Value, ignoreCase: true, out var type) || type is MessageType.Text or MessageType.Button or MessageType.Interactive)
            return null;
        var caption = found.Groups["text"] is { Success: true } ? Text(found) : null;
        var media = found.Groups["place"] is { Success: true, Value: var place } && place.Split(',') is [var latitude, var longitude]
            ? $$"""{"latitude":{{latitude.Trim()}},"longitude":{{longitude.Trim()}}}"""
            : $$"""{"url":"{{(found.Groups["url"] is { Success: true, Value: var url } ? url : $"https://media.example/{type.ToString().ToLowerInvariant()}")}}"}""";
        return new TranscriptLine.Done(new Deed.Sends(line, written, type, caption, media));
    }

    private static TranscriptLine.Done ReadAnswer(int line, string written, Match found)
    {
        var status = int.Parse(found.Groups["status"].Value, CultureInfo.InvariantCulture);
        return Answered(line, written, false, status is >= 200 and < 300
            ? new FlowAnswer.Succeeded(status, Text(found))
            : new FlowAnswer.Failed(CallFailures.Status(status)));
    }
}
