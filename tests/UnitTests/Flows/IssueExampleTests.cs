using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.UnitTests.FlowSchemas;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>The example that the format was described with, word for word.</summary>
public sealed class IssueExampleTests : IDisposable
{
    private const string Support = """
        flow_id: support
        triggers:
          - { type: keyword, values: [help, problem, support] }
          - { type: exact_match, value: "1" }
        steps:
          - { type: message, text: "Sorry to hear that. Let me help." }
          - { type: input, variable: name, text: "What is your name?" }
          - type: quick_replies
            text: "Thanks {name}, what is it about?"
            replies:
              - { text: "Order", action: flow, target: order_status }
              - { text: "Refund", set: { topic: refund } }
              - { text: "A person", action: escalate, department: billing }
          - type: conditional
            condition: topic == "refund"
            steps: [ { type: message, text: "Refunds take 5 days." } ]
            else_steps: [ { type: message, text: "Noted." } ]
        """;

    private const string OrderStatus = """
        flow_id: order_status
        steps: [ { type: message, text: "On its way, {name}." } ]
        """;

    private readonly FlowFolder folder = new(("support.yaml", Support), ("order_status.yaml", OrderStatus));

    private Talk Customer => new(new FlowEngine(FlowFileReader.Read(folder.Path)));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_editor_marks_nothing_in_it() => Editor.Marks(Support).Concat(Editor.Marks(OrderStatus)).ShouldBeEmpty();

    [Fact]
    public void A_refund_is_talked_through()
    {
        var talk = Customer;

        talk.Writes("I need HELP!").Said.ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        talk.Writes("Asha").Said.ShouldBe(["Thanks Asha, what is it about?"]);
        talk.Options.Select(option => option.Title).ShouldBe(["Order", "Refund", "A person"]);
        talk.Writes("refund").Said.ShouldBe(["Refunds take 5 days."]);

        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void The_order_flow_takes_over_and_keeps_the_name()
    {
        var talk = Customer.Writes("1").Writes("Asha");

        talk.Taps(talk.Options[0]);

        talk.Said.ShouldBe(["On its way, Asha."]);
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void A_person_is_called_in_by_number()
    {
        var talk = Customer.Writes("support").Writes("Asha").Writes("3");

        talk.Said.ShouldBe([Talk.HandOverText]);
        talk.HandedOver.ShouldBe(new FlowEffect.HandOver("billing", "flow support"));
        talk.Position.ShouldBeNull();
    }
}
