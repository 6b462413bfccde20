using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Flows, conditions and customers as chance wants them; one seed gives the same again.</summary>
internal static class Generated
{
    private static readonly string[] Flows = ["f0", "f1", "f2", "f3"];
    private static readonly string[] Variables = ["a", "b", "नाम", "user_name"];
    private static readonly string[] Titles = ["Yes", "No", "Order", "हाँ", "2", "A title that is far too long for a list", "👍"];
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">=", "contains"];

    private static readonly string?[] Texts =
    [
        null, "", " ", "go", "GO f1!", "f2", "yes", "No.", "1", "2)", "३", "order", "हाँ", "{a}", "{{", "\0", "\uD800", "\uDC00x", "🇮🇳👩‍🚀",
        "a\u0301\u0323", "\u202Efdp", "\"}],", "12345678901234567890123456789012", "-1.5", "true", "true false", "\r\n\t", "ﷺ", "가각",
        new('x', 9000), new(' ', 5000), string.Concat(Enumerable.Repeat("ه\u0651\u0650", 3000)),
    ];

    public static string? Value(Random random) => Pick(random, Texts);

    public static string Operand(Random random) => random.Next(6) switch
    {
        0 => Pick(random, ["1", "-2.5", "0", "10", "true", "false"]),
        1 => $"'{Pick(random, ["1", "x", "", "हाँ", "\\'", "{a}", "10.0"])}'",
        2 => "\"No \\\" \\n\"",
        _ => Pick(random, Variables),
    };

    public static string Condition(Random random, int depth) => (depth == 0 ? 0 : random.Next(6)) switch
    {
        0 => Operand(random),
        1 => $"{Operand(random)} {Pick(random, Comparisons)} {Operand(random)}",
        2 => $"({Condition(random, depth - 1)}) {Pick(random, Comparisons)} ({Condition(random, depth - 1)})",
        3 => $"{Condition(random, depth - 1)} and {Condition(random, depth - 1)}",
        4 => $"({Condition(random, depth - 1)} or {Condition(random, depth - 1)})",
        _ => $"not ({Condition(random, depth - 1)})",
    };

    public static FlowSet FlowSet(Random random) => new(Flows.Select(id => new Flow(
        id,
        "v1",
        [new Trigger.Keyword(id), new Trigger.ExactMatch(Pick(random, Texts) ?? "go"), new Trigger.Keyword(Pick(random, Texts) ?? "go")],
        Steps(random, depth: 4),
        random.Next(2) == 0 ? null : Given.Text("Bye {a}"))));

    public const string LaterVersion = "v2";

    /// <summary>A later content of the same flows, which moves whoever stands in these anywhere, or nowhere.</summary>
    public static FlowSet Moving(FlowSet flows, Random random) => new(flows.All.Select(flow =>
    {
        Step[] steps = [.. flow.Steps.Select((step, place) => step with { Id = $"s{place}" }), .. Steps(random, depth: 2)];
        string[] targets = ["gone", .. steps.Where(step => step.Id is not null).Select(step => step.Id!)];
        return new Flow(flow.Id, LaterVersion, flow.Triggers, steps, flow.Ends) { Migrate = Enumerable.Range(0, 6).ToDictionary(place => $"{place}", _ => Pick(random, targets)) };
    }));

    public static CustomerInput Input(Random random, IReadOnlyList<ReplyOption> offered) => random.Next(4) switch
    {
        0 when offered.Count > 0 && offered[random.Next(offered.Count)] is var option => new(MessageType.Interactive, option.Title, option.Id),
        1 => new(Pick(random, Enum.GetValues<MessageType>()), Pick(random, Texts), Pick(random, Texts)),
        2 => new(MessageType.Interactive, Pick(random, Titles), $"f1.v1.{random.Next(9)}.{random.Next(4)}"),
        _ => new(MessageType.Text, random.Next(3) == 0 ? Pick(random, Titles) : Pick(random, Texts), null),
    };

    private static Step[] Steps(Random random, int depth) => [.. Enumerable.Range(0, random.Next(6)).Select(_ => Step(random, depth))];

    private static Step Step(Random random, int depth) => random.Next(depth == 0 ? 5 : 7) switch
    {
        0 => new EscalateStep(new HandOverRequest("billing", null, random.Next(2) == 0 ? null : Given.Text("{a}"))),
        1 or 2 => Given.Message($"Hi {{{Pick(random, Variables)}}}, {{a}}!"),
        3 => Given.Input(Pick(random, Variables), random.Next(2) == 0 ? null : "{b}?", random.Next(2) == 0 ? null : "{b} again"),
        4 => new QuickRepliesStep(Given.Text("Well, {a}?"), Replies(random), random.Next(2) == 0 ? null : Pick(random, Variables)),
        _ => new ConditionalStep(Given.Condition(Condition(random, 3)), Steps(random, depth - 1), Steps(random, depth - 1)),
    };

    private static QuickReply[] Replies(Random random) =>
        [.. Titles.Where(_ => random.Next(2) == 0).Append("Last").Select(title => new QuickReply(title, [new("b", Given.Text("{a} b"))], Action(random)))];

    private static ReplyAction Action(Random random) => random.Next(5) switch
    {
        0 => new ReplyAction.Escalate(new HandOverRequest("support")),
        1 => new ReplyAction.ToFlow(random.Next(20) == 0 ? "gone" : Pick(random, Flows)),
        _ => ReplyAction.GoOn,
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
