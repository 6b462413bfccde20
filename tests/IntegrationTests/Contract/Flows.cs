using System.Globalization;

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

    /// <summary>As many things as one customer says in <see cref="Echoing"/>.</summary>
    public const int Echoes = 8;

    /// <summary>After the word <c>count</c>, each thing that the customer says is said back.</summary>
    private static string Echoing =>
        $$"""
        flow_id: echo
        triggers: [ { type: keyword, values: [count] } ]
        steps:
          - { type: message, text: "Begin" }
        {{string.Concat(Enumerable.Repeat("  - { type: input, variable: said }\n  - { type: message, text: \"You said {said}\" }\n", Echoes))}}
        """;

    /// <summary>All that the contract needs.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(Support)
    {
        ["echo"] = Echoing,
        ["choices_7"] = Choosing(7),
        ["choices_12"] = Choosing(12),
        ["long"] = $$"""
            flow_id: long
            triggers: [ { type: keyword, values: [terms] } ]
            steps: [ { type: message, text: "{{LongText}}" } ]
            """,
    };

    /// <summary>300 sentences, in order, far beyond what one message holds.</summary>
    public static string LongText => string.Join(' ', Enumerable.Range(1, 300).Select(number => $"This is sentence number {number}."));

    /// <summary>Asked for by the word <c>choose7</c> and the like.</summary>
    private static string Choosing(int count)
    {
        var replies = Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"  - {{ text: \"Choice {number}\" }}"));
        return
            $$"""
            flow_id: choices_{{count}}
            triggers: [ { type: keyword, values: [choose{{count}}] } ]
            steps:
              - type: quick_replies
                text: "Which of {{count}}?"
                variable: chosen
                replies:
            {{string.Join('\n', replies.Select(line => "    " + line))}}
              - { type: message, text: "You chose {chosen}." }
            """;
    }
}
