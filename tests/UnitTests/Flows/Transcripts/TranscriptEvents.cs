using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>Writes what a flow does as a transcript has it: what is expected and what happens are compared in this form.</summary>
internal static class TranscriptEvents
{
    public const string Over = "The flow is over.";
    public const string Nobody = "No flow answers.";

    private const string Bot = "Bot";
    private const string Asks = "Asks";
    private const string AsksModel = "Asks the model";
    private const string Tag = "Tag";
    private const string TagTakenOff = "Tag taken off";
    private const string Note = "Note";
    private const string Score = "Score";
    private const string Speaks = "Speaks";
    private const string Person = "A person is called in";

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly IReadOnlyList<(string Head, string Example)> Heads =
    [
        (Bot, "Bot: Which order is it?"),
        (Asks, "Asks: GET https://api.shop.example/orders/10023"),
        (AsksModel, "Asks the model: Sum it up in one sentence"),
        (Tag, "Tag: return"),
        (TagTakenOff, "Tag taken off: new"),
        (Note, "Note: Wants the money back"),
        (Score, "Score: 5"),
        (Speaks, "Speaks: hi"),
        (Person, "A person is called in: returns"),
    ];

    public static readonly IReadOnlyList<string> Ends = [Over, Nobody];

    /// <param name="head">One of <see cref="Heads"/>.</param>
    public static string Of(string head, string text) => $"{head}: {(head == Asks ? Compact(text) : Clean(text))}";

    /// <summary>Nothing for what concerns nobody who reads it, such as a timer.</summary>
    public static IEnumerable<string> Of(FlowEffect effect) => effect switch
    {
        FlowEffect.Say(var reply) => WhatsAppShape.Fit(reply).Select(shown => Of(Bot, ShownReply.Written(shown))),
        FlowEffect.Request(_, _, var call) => [Of(Asks, $"{call.Method} {call.Url}\n{call.Body}")],
        FlowEffect.AskModel(_, _, var prompt) => [Of(AsksModel, prompt)],
        FlowEffect.Tag(var name, var isAdded) => [Of(isAdded ? Tag : TagTakenOff, name)],
        FlowEffect.Note(_, var text) => [Of(Note, text)],
        FlowEffect.Rate(var score) => [Of(Score, score.ToString(CultureInfo.InvariantCulture))],
        FlowEffect.SpeakIn(var language) => [Of(Speaks, language)],
        FlowEffect.HandOver(var department, var reason) => [Of(Person, $"{department}\n{reason}")],
        _ => [],
    };

    /// <summary>Without space around its lines, which nobody sees.</summary>
    private static string Clean(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();

    /// <summary>A body of JSON may be written over several lines.</summary>
    private static string Compact(string text)
    {
        var clean = Clean(text);
        if (clean.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0)
            return clean;
        try
        {
            return $"{clean[..end]}\n{JsonNode.Parse(clean[end..])!.ToJsonString(AsItIs)}";
        }
        catch (JsonException)
        {
            // A body that is no JSON is sent as it is, and there is no way to ask first.
            return clean;
        }
    }
}
