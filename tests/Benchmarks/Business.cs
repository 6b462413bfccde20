using WhatsAppSupport.Application.Flows;

namespace WhatsAppSupport.Benchmarks;

/// <summary>The flows of a business that has many: each of about twenty steps, with an id and words of its own.</summary>
internal static class Business
{
    private static readonly string[] Matters = ["refund", "invoice", "delivery", "address", "warranty", "exchange", "coupon", "account", "payment", "store"];

    public static IReadOnlyList<FlowText> Flows(int count) => [.. Enumerable.Range(0, count).Select(number => new FlowText($"flow_{number}.yaml", Flow(number)))];

    private static string Flow(int number)
    {
        var matter = $"{Matters[number % Matters.Length]}{number}";
        return $$"""
            # What is asked about {{matter}}, and who is called in where that is not enough.
            flow_id: flow_{{number}}
            triggers:
              - { type: keyword, values: [{{matter}}, "help with {{matter}}", "where is my {{matter}}", "{{matter}} कहाँ है"] }
              - { type: exact_match, value: "menu {{number}}" }
            steps:
              - type: message
                text: "Hello {user_name}! This is about your {{matter}}."
              - type: input
                variable: order_number
                text: "Please send me your order number, for example 10023."
                validate: { type: regex, pattern: "[A-Z]{0,2}[0-9]{4,8}" }
                max_attempts: 3
                on_fail:
                  - { type: escalate, department: orders, text: "A colleague will help you with that.", reason: "{{matter}}: no order number" }
                timeout: { after: 30m, steps: [ { type: message, text: "Are you still there?" }, { type: goto, step: which } ] }
              - id: which
                type: quick_replies
                text: "Thank you. Order {order_number}: what would you like to know?"
                variable: question
                replies:
                  - { text: "Where it is", set: { topic: where } }
                  - { text: "Change it", set: { topic: change } }
                  - { text: "Talk to us", action: escalate, department: orders, reason: "Order {order_number}: {{matter}}" }
              - type: api
                url: "https://api.shop.example/orders/{order_number}"
                headers: { Authorization: "Bearer ${FLOW_SECRET_SHOP}" }
                save: { status: order.status, total: order.total, items: order.items }
                on_error: [ { type: message, text: "I cannot look that up just now." } ]
              - { type: set, values: { count: count(items), rounded: "round(total * 1.18, 2)", late: "status == \"late\" or count > 10" } }
              - type: conditional
                condition: late and topic == "where"
                steps:
                  - { type: message, text: "It is late; I am sorry. It will be there by {add_days(today(), 2)}." }
                  - { type: tag, add: [late, "{{Matters[number % Matters.Length]}}"] }
                else_steps:
                  - { type: message, text: "Order {order_number} is {status}: {count} items, {rounded} in all." }
              - type: list
                text: "Is there anything else?"
                button: "Choose"
                variable: more
                sections:
                  - title: "Orders"
                    rows:
                      - { text: "Another order", description: "Look up one more", action: step, target: which }
                      - { text: "An invoice", description: "Sent by e-mail" }
                  - title: "More"
                    rows: [ { text: "That is all" } ]
              - type: conditional
                condition: more == "An invoice"
                steps:
                  - { type: input, variable: mail, text: "Where shall I send it?", validate: email }
                  - { type: note, text: "Send the invoice of {order_number} to {mail}" }
              - { type: rate, text: "How did I do?", variable: score }
              - type: conditional
                condition: score < 3
                steps: [ { type: escalate, department: care, reason: "Unhappy with {{matter}} ({score})" } ]
            ends: "Thank you, {user_name}."
            """;
    }
}
