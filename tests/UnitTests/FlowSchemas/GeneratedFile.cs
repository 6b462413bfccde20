using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;

namespace WhatsAppSupport.UnitTests.FlowSchemas;

/// <summary>Files of flows as chance writes them: mostly right, with all fields that there are. One seed gives the same again.</summary>
internal sealed class GeneratedFile(Random random)
{
    private static readonly string[] Texts =
    [
        "Hello", "\"Hi {a}\"", "{ en: Hello, hi: \"नमस्ते {a}\" }", "5", "true", "1.5", "\"{{\"", "\" x \"", "{ pt-BR: 5 }", "~yes", "Null and void", "\"~\"", "0x1F", "-5", "1e3",
    ];

    private static readonly string[] Labels = ["Yes", "\" No \"", "1", "true", "{ en: Order, hi: \"हाँ\" }", "\"👍🏽\"", "\"A title of 24 letters ok\"", "2026-11-26"];

    private static readonly string[] Expressions = ["1", "a", "\"a == 'x'\"", "true", "today()", "-2.5", "'\"no\"'", "\"if(a, 1, 2)\""];

    private static readonly string[] Variables = ["a", "order_number", "\"नाम\"", "a.b", "true", "_x1"];

    /// <summary>What hardly any field takes.</summary>
    private static readonly string[] Rubbish = ["~", "\"\"", "[]", "{}", "[ [ a ] ]", "{ a: { b: c } }", "\"{\"", "a-b", "99999", "-1", "\"x\\ny\"", "{ english: A }", "a b", "soon"];

    public string Flow()
    {
        var steps = $"flow_id: main\nsteps: [ {{ type: input, id: main, variable: m, text: Hi }}, {Steps(2)} ]";
        return string.Join('\n', new[] { steps, Maybe("triggers", $"[ {Trigger()}, {Trigger()} ]"), Maybe("migrate", Pick(["{ ask: main }", "{ 3/else/0: main, true: main }", "{ a b: main }", "{}"])), Maybe("ends", Value("ends", Texts)) }.OfType<string>());
    }

    /// <summary>Each field of the form that it needs, some of the others, and now and then one that it has not.</summary>
    private string Map(string? kind, Form form, int depth)
    {
        var fields = form.Fields
            .Where(field => field.IsRequired ? random.Next(60) > 0 : random.Next(3) == 0)
            .Select(field => $"{field.Key}: {(random.Next(40) == 0 ? Pick(Rubbish) : Of(field.Key, kind, depth))}")
            .Concat(random.Next(50) == 0 ? ["colour: red"] : []);
        return $"{{ {string.Join(", ", kind is null ? fields : fields.Prepend(random.Next(100) == 0 ? kind + "x" : kind))} }}";
    }

    private string Of(string key, string? kind, int depth) => (kind, key) switch
    {
        (_, "steps" or "else_steps" or "on_error" or "on_fail") => $"[ {Steps(depth - 1)} ]",
        (_, "replies") => $"[ {Reply("A", depth)}, {Reply("B", depth)} ]",
        (_, "rows") => $"[ {Row(depth)} ]",
        (_, "sections") => $"[ {{ title: {Pick(Labels)}, rows: [ {Row(depth)} ] }} ]",
        (_, "timeout") => $"{{ after: {Of("after", null, depth)}, steps: [ {Steps(depth - 1)} ] }}",
        (_, "validate") => random.Next(2) == 0 ? Pick(["text", "number", "date", "phone", "media", "regex"]) : Variant("type", InputCheckReader.Forms, depth),
        ("type: message_type", "value") => Pick(["image", "location", "text"]),
        ("type: message_type", "values") => Pick(["[image]", "[image, audio]", "[poll]"]),
        ("type: keyword" or "type: exact_match" or "type: regex" or "type: payload", "value") => Pick(["help", "5", "\"1 2\"", "true", "\"[a-z]+\""]),
        ("type: keyword" or "type: exact_match" or "type: regex" or "type: payload", "values") => Pick(["[help, 5]", "[ \"x y\" ]"]),
        ("type: set", "values") or (_, "with") => Pick(["{ a: 1 }", "{ a: b, \"नाम\": \"c + 1\", d.e: true }", "{ customer.language: \"'hi'\" }"]),
        ("type: end", "result") => random.Next(2) == 0 ? Pick(Expressions) : "{ a: 1, b: a }",
        ("type: api", "save") => Pick(["{ a: $ }", "{ a: \"items[0].name\", b: \"$.x['y']\" }", "{ a: true }", "{ a: \"x[\\\"y z\\\"]\" }", "{}"]),
        (_, "set") => Pick(["{ a: 1 }", "{ a: \"{b}\", b: { en: x, hi: y } }", "{}"]),
        (_, "button" or "title" or "description") => Pick(Labels),
        (_, "text" or "retry_text" or "hand_over_text" or "caption" or "file_name" or "name" or "address" or "prompt" or "reason") => Value(key, Texts),
        (_, "variable" or "save") => Pick(Variables),
        (_, "condition" or "min" or "max") => Pick(Expressions),
        (_, "department" or "flow" or "step" or "target") => Pick(["main", "main", "main", "\"main\"", "5"]),
        (_, "id") => $"s{random.Next(1000)}",
        (_, "after" or "for") => Pick(["10m", "1h30m", "\" 30s \"", "2d", "10", "1s"]),
        (_, "time_out") => Pick(["5s", "1m", "100s"]),
        (_, "kind") => Pick(["image", "document", "audio", "video", "gif"]),
        (_, "url") => Pick(["\"https://shop.example/{a}\"", "\"HTTPS://shop.example\"", "\"{a}\"", "\"${FLOW_SECRET_X}/y\"", "\"http://shop.example:81?x\"", "shop.example"]),
        (_, "latitude") => Pick(["18.5", "\"-18.\"", "90", "91", "+5"]),
        (_, "longitude") => Pick(["180", "\"+7.25\"", ".5", "-180.5"]),
        (_, "labels") => Pick(["[1, 2, 3, 4, 5]", "[a, b, c, d, true]", "[a]"]),
        (_, "add" or "remove" or "values") => Pick(["[refund, vip]", "vip", "5", "[ true ]"]),
        (_, "kinds") => Pick(["[image]", "video", "[location, audio]"]),
        (_, "pattern") => Pick(["\"[A-Z]{2}\"", "5", "\"(\""]),
        (_, "method") => Pick(["GET", "POST", "get"]),
        (_, "headers") => Pick(["{ Authorization: \"Bearer ${FLOW_SECRET_X}\", X-A: 5 }", "{ Host: x }", "{}"]),
        (_, "body") => Pick(["{ a: \"{b}\", c: [1, ~, true] }", "\"text {a}\"", "5", "~", "[]"]),
        (_, "retry") => Pick(["2", "\"5\"", "0", "6"]),
        (_, "max_attempts") => Pick(["3", "\"10\"", "0"]),
        (_, "priority") => Pick(["5", "-1000", "\"+7\"", "1001"]),
        (_, "interrupt") => Pick(["true", "\"true\"", "false"]),
        (_, "resume") => Pick(["true", "\"true\"", "false"]),
        _ => throw new ArgumentException($"Nothing stands here for {key} of {kind}.", nameof(key)),
    };

    private string Steps(int depth) => string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => depth <= 0 ? "{ type: end }" : Variant("type", StepReaders.Forms, depth)));

    private string Trigger() => Variant("type", TriggerReader.Forms, 0);

    private string Reply(string title, int depth) =>
        random.Next(2) == 0 ? $"{{ text: {title} }}" : $"{{ text: {title}, {Variant("action", QuickReplyReader.Forms([]), depth)[1..]}";

    private string Row(int depth) => random.Next(2) == 0 ? $"{{ text: {Pick(Labels)}, description: {Pick(Labels)} }}" : Reply("C", depth);

    private string Variant(string by, IEnumerable<KeyValuePair<string, Form>> forms, int depth)
    {
        var (kind, form) = Pick(forms.ToList());
        return Map($"{by}: {kind}", form, depth);
    }

    private string Value(string key, string[] usual) => random.Next(100) == 0 ? Pick(Rubbish) : key == "file_name" ? "a.pdf" : Pick(usual);

    private string? Maybe(string key, string value) => random.Next(2) == 0 ? null : $"{key}: {value}";

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
