using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>Plays transcripts with the flows, and tells where one goes in another way than it is written.</summary>
/// <param name="texts">What the program itself says.</param>
internal sealed class TranscriptPlayer(FlowSet flows, ISystemTexts texts)
{
    /// <summary>Hears of each step that is come to, by its flow and its place in it.</summary>
    public Action<string, string>? Entered { get; init; }

    /// <returns>The first thing that goes otherwise; null: all of it goes as it is written.</returns>
    public TranscriptProblem? Play(Transcript transcript)
    {
        var talk = new PlayedTalk(flows, texts, transcript.Settings, Entered);
        foreach (var (deed, expected) in transcript.Turns)
        {
            if (talk.Do(deed, out var problem) is not { } happened)
                return new TranscriptProblem(transcript.File, deed.Line, problem!);
            if (Difference(deed, expected, happened) is var (line, difference))
                return new TranscriptProblem(transcript.File, line, difference);
        }

        return null;
    }

    private static (int Line, string Difference)? Difference(Deed deed, IReadOnlyList<ExpectedEvent> expected, IReadOnlyList<string> happened)
    {
        for (var at = 0; at < expected.Count; at++)
        {
            if (at >= happened.Count)
                return (expected[at].Line, $"this was expected:{Shown(expected[at].Text)}\nbut nothing more happened.{Whole(deed, happened)}");
            if (expected[at].Text != happened[at])
                return (expected[at].Line, $"this was expected:{Shown(expected[at].Text)}\nbut this happened:{Shown(happened[at])}{Whole(deed, happened)}");
        }

        return happened.Count == expected.Count
            ? null
            : (deed.Line, $"after this line more happens than is written below it, beginning with:{Shown(happened[expected.Count])}{Whole(deed, happened)}");
    }

    /// <summary>As it could be copied into the transcript.</summary>
    private static string Whole(Deed deed, IReadOnlyList<string> happened) =>
        $"\nAll that happens from line {deed.Line} on until something else is done:{Shown(deed.Written)}{string.Concat(happened.Select(Shown))}";

    private static string Shown(string text) => $"\n    {text.Replace("\n", "\n         ", StringComparison.Ordinal)}";
}
