namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Flows that tests speak with.</summary>
public static class Flows
{
    public static readonly IReadOnlyDictionary<string, string> Support = new Dictionary<string, string>
    {
        ["support"] =
            """
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
            """,
        ["order_status"] =
            """
            flow_id: order_status
            steps:
              - { type: input, variable: number, text: "Which order?" }
              - { type: message, text: "Order {number} is on its way." }
            """,
    };
}
