using System.Text;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Somebody who says anything to flows, and whom other systems answer anything.</summary>
internal static class Customer
{
    private const int Turns = 8;
    private const int LongestState = 64 * 1024;

    private static readonly string[] Texts =
    [
        "go", "yes", "no", "1", "2)", "३", "12.5", "1,234.50", "-1", "99999999999999999999", "2026-11-26", "26/11/2026", "a@b.example", "+91 98111-12222", "AB1234", "ABC-1", "small", "Refund", "menu",
        "हाँ", "😀👍", "{a}", "{{", "\"}],", "${FLOW_SECRET_SHOP}", "\r\n\t", "a\u0301\u0323", "ﷺ", " ", "", new('x', 4096), new('9', 4000), string.Concat(Enumerable.Repeat("ه\u0651\u0650", 1300)), string.Concat(Enumerable.Repeat("a ", 2000)),
    ];

    private static readonly string[] Answers =
    [
        "", "{}", "[]", "null", "{\"order\":{\"status\":\"sent\"},\"items\":[{\"name\":\"x\"}]}", "{\"order\":{\"status\":\"\\ud800\"}}", "{\"\\udc00\":1,\"order\":{\"status\":\"\\u0000a\"}}", "{\"order\":{\"status\":{\"$day\":\"2026-13-40\"}}}",
        "{\"order\":{\"status\":1e999}}", "{\"order\":{\"status\":123456789012345678901234567890123456789}}", "<html>", "{", "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", "\"\\\\ud800\"", "{\"$at\":\"x\"}", $"[{string.Join(',', Enumerable.Repeat("0", 30_000))}]",
        string.Concat(Enumerable.Repeat("[", 200)), "\uFEFF{}",
    ];

    public static void Talks(FlowSet flows, Random random)
    {
        var talk = new Talk(new FlowEngine(flows), "Asha {a}") { Counts = true };
        talk.Context = talk.Context with { Language = Pick(random, [null, "hi", "hi-IN", "pt-BR", "xx"]), Now = DateTimeOffset.UnixEpoch.AddDays(random.Next(40_000)), IsFirstMessage = random.Next(2) == 0 };
        for (var turn = 0; turn < Turns; turn++)
        {
            var input = InputTo(talk, flows, random);
            talk.Gives(input);
            Judge(talk.Last, input);
        }
    }

    private static FlowInput InputTo(Talk talk, FlowSet flows, Random random)
    {
        if (talk.Position is null)
            return Begins(Pick(random, [.. flows.All]), random);
        var options = talk.Last.Effects.OfType<FlowEffect.Say>().SelectMany(say => say.Reply.Options).ToList();
        return random.Next(6) switch
        {
            0 when options.Count > 0 && Pick(random, options) is var option => new CustomerInput(MessageType.Interactive, option.Title, option.Id),
            1 => new CustomerInput(Pick(random, Enum.GetValues<MessageType>()), Pick(random, Texts), Pick(random, Texts), Pick(random, Answers)),
            2 => new FlowInput.TimeUp(talk.Context.Turn),
            3 or 4 when talk.Last.Effects.Any(effect => effect is FlowEffect.Request or FlowEffect.AskModel) =>
                new FlowInput.Answered(talk.Context.Turn, random.Next(4) == 0 ? new FlowAnswer.Failed("timeout") : new FlowAnswer.Succeeded(200, Pick(random, Answers))),
            _ => new CustomerInput(MessageType.Text, Pick(random, Texts), null),
        };
    }

    private static CustomerInput Begins(Flow flow, Random random) => flow.Triggers.Count == 0
        ? new CustomerInput(MessageType.Text, Pick(random, Texts), null)
        : Pick(random, flow.Triggers) switch
        {
            Trigger.Keyword(var word) => new CustomerInput(MessageType.Text, word, null),
            Trigger.ExactMatch(var message) => new CustomerInput(MessageType.Text, message, null),
            Trigger.Payload(var id) => new CustomerInput(MessageType.Button, "tapped", id),
            Trigger.OfType(var type) => new CustomerInput(type, null, null, Pick(random, Answers)),
            _ => new CustomerInput(MessageType.Text, Pick(random, Texts), null),
        };

    private static void Judge(FlowOutcome outcome, FlowInput input)
    {
        outcome.ShouldNotBeNull();
        input.ShouldNotBeNull();
        outcome.Effects.Count.ShouldBeLessThanOrEqualTo(4_200);
        (outcome.Position?.State.Length ?? 0).ShouldBeLessThanOrEqualTo(LongestState);
        foreach (var effect in outcome.Effects)
        {
            var text = effect switch
            {
                FlowEffect.Say(var reply) => reply.Text,
                FlowEffect.Note(_, var note) => note,
                FlowEffect.AskModel(_, _, var prompt) => prompt,
                FlowEffect.HandOver(var department, var reason) => department + reason,
                FlowEffect.Request(_, _, var call) => call.Url + call.Body,
                FlowEffect.Tag(var name, _) => name,
                _ => "",
            };
            text.Length.ShouldBeLessThanOrEqualTo(1_000_000);
            text.Contains('\0', StringComparison.Ordinal).ShouldBeFalse("no database keeps NUL");
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text, "half a character cannot be kept");
        }
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
