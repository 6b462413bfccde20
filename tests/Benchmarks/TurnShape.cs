using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Benchmarks;

/// <summary>One turn in the midst of a conversation, which can be decided again and again: nothing of it is kept.</summary>
/// <param name="Effects">How many things it decides to do; another number is another turn.</param>
public sealed record TurnShape(string Name, FlowEngine Engine, FlowPosition? Position, FlowInput Input, FlowContext Context, int Effects)
{
    private const int Flows = 200;

    private const string Shapes = """
        flow_id: shapes
        triggers: [ { type: exact_match, value: shapes } ]
        steps:
          - type: quick_replies
            text: Which?
            replies:
              - { text: checked, action: step, target: checked }
              - { text: list, action: step, target: list }
              - { text: worked, action: step, target: worked }
              - { text: api, action: step, target: api }
              - { text: frames, action: step, target: frames }
          - { type: input, id: checked, variable: amount, text: "How many?", validate: { type: number, min: 1, max: 10 * 10 }, retry_text: "A number" }
          - { type: message, text: "{amount}, then" }
          - type: list
            id: list
            text: "What is it about?"
            button: Choose
            variable: row
            sections:
              - { title: Orders, rows: [ { text: Late, description: "It has not come" }, { text: Broken, set: { topic: broken } }, { text: Wrong } ] }
              - { title: More, rows: [ { text: Invoice }, { text: Account }, { text: Else } ] }
          - { type: message, text: "{row}: {topic}" }
          - { type: input, id: worked, variable: price, text: "Price?", validate: number }
          - { type: set, values: { count: 3, total: "round(price * count * 1.18, 2)", label: "upper(left(customer.name, 3))" } }
          - type: conditional
            condition: total > 100 and (count >= 3 or label == "ASH") and not (price < 0)
            steps: [ { type: message, text: { en: "{user_name}, {count} for {total} on {today()}", hi: "{user_name} जी, {count} के लिए कुल {total} रुपये, {today()} को। धन्यवाद {label}!" } } ]
          - type: api
            id: api
            url: "https://api.shop.example/orders/10023"
            save: { status: order.status, total: order.total, items: order.items }
            on_error: [ { type: message, text: "No answer" } ]
          - { type: message, text: "{status}: {total}, {count(items)} items" }
          - { type: input, variable: after, text: "And now?" }
          - { type: call, id: frames, flow: second, with: { a: "\"x\"", b: 2 }, save: back }
          - { type: end }
        """;

    private const string Second = """
        flow_id: second
        steps: [ { type: call, flow: third, with: { a: a, b: b + 1 }, save: back }, { type: end, result: back } ]
        """;

    private const string Third = """
        flow_id: third
        steps: [ { type: input, variable: c, text: "Third: {a} {b}?" }, { type: message, text: "{c}" }, { type: input, variable: d, text: "More?" } ]
        """;

    private const string Answer = """
        {"order":{"status":"on its way","total":1299.5,"carrier":{"name":"Fast","code":"F1"},"items":[{"name":"Shirt","count":2},{"name":"Shoes","count":1}]},"trace":"8c1f"}
        """;

    public static IReadOnlyList<TurnShape> All()
    {
        var engine = new FlowEngine(FlowFileReader.ReadTexts([.. Business.Flows(Flows), new FlowText("shapes.yaml", Shapes), new FlowText("second.yaml", Second), new FlowText("third.yaml", Third)]).ToFlows());
        var place = new Place(engine);
        return
        [
            place.Shape("a trigger among 200 flows", Says("hello, where is my delivery152 please"), effects: 3),
            place.Shape("no flow fits", Says("do you also sell blue shoes for children, and what do they cost?"), effects: 0),
            place.Shape("a checked answer", Says("12"), effects: 2, to: "checked"),
            place.Shape("a tap on a list", place.TapOn("Broken", "list"), effects: 2, to: "list"),
            place.Shape("conditions, sums and a text in Hindi", Says("1234.5"), effects: 2, to: "worked"),
            place.Shape("the answer of another system", new FlowInput.Answered(4, new FlowAnswer.Succeeded(200, Answer)), effects: 2, to: "api"),
            place.Shape("flows within flows", Says("yes"), effects: 2, to: "frames"),
        ];
    }

    public FlowOutcome Decide() => Engine.Decide(Position, Input, Context);

    public override string ToString() => Name;

    private static CustomerInput Says(string text) => new(MessageType.Text, text, null);

    /// <summary>Comes to a step in as many turns as it takes.</summary>
    private sealed class Place(FlowEngine engine)
    {
        private static readonly FlowContext Context = new("Asha", "Which?", "In words, please", "A colleague comes")
        {
            Turn = 4,
            Now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero),
            Language = "hi-IN",
        };

        public TurnShape Shape(string name, FlowInput input, int effects, string? to = null) => new(name, engine, to is null ? null : At(to).Position, input, Context with { Turn = 5 }, effects);

        public CustomerInput TapOn(string title, string to)
        {
            var option = At(to).Effects.OfType<FlowEffect.Say>().Last().Reply.Options.Single(option => option.Title == title);
            return new CustomerInput(MessageType.Interactive, option.Title, option.Id);
        }

        private FlowOutcome At(string step) => engine.Decide(engine.Decide(null, Says("shapes"), Context).Position, Says(step), Context);
    }
}
