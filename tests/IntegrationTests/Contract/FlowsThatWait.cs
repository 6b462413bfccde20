namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Flows that wait for something else than the customer's word.</summary>
internal static class FlowsThatWait
{
    /// <summary>A little more than they wait: longer than a place in a flow is remembered without a reason.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(121);

    /// <summary>Still within what they wait.</summary>
    public static readonly TimeSpan MoreThanAnHour = TimeSpan.FromMinutes(61);

    /// <param name="shop">Whom they ask.</param>
    public static IReadOnlyDictionary<string, string> At(Uri shop) => new Dictionary<string, string>
    {
        ["later"] =
            """
            flow_id: later
            triggers: [ { type: keyword, values: [later] } ]
            steps:
              - { type: message, text: "One moment." }
              - { type: wait, for: 2h }
              - { type: message, text: "It is done." }
            """,
        ["remind"] =
            """
            flow_id: remind
            triggers: [ { type: keyword, values: [remind] } ]
            steps:
              - type: input
                variable: day
                text: "Which day?"
                timeout: { after: 2h, steps: [ { type: message, text: "Are you still there?" }, { type: end } ] }
              - { type: message, text: "You said {day}." }
            """,
        ["order"] = Asking(shop, "order", "10s", "on_error: [ { type: message, text: \"The shop does not answer: {error}.\" }, { type: end } ]"),
        ["hurry"] = Asking(shop, "hurry", "1s", "on_error: [ { type: message, text: \"The shop does not answer: {error}.\" }, { type: end } ]"),
        ["trust"] = Asking(shop, "trust", "10s", ""),
        ["think"] =
            """
            flow_id: think
            triggers: [ { type: keyword, values: [think] } ]
            steps:
              - { type: input, variable: said, text: "What about?" }
              - { type: ask_model, prompt: "In one word: {said}", save: word, on_error: [ { type: message, text: "I cannot think: {error}." }, { type: end } ] }
              - { type: message, text: "In one word: {word}." }
            """,
    };

    private static string Asking(Uri shop, string flow, string within, string onError) =>
        $$"""
        flow_id: {{flow}}
        triggers: [ { type: keyword, values: [{{flow}}] } ]
        steps:
          - { type: input, variable: number, text: "Which order?" }
          - type: api
            method: POST
            url: "{{shop}}orders/{number}"
            headers: { Authorization: "Bearer ${FLOW_SECRET_SHOP}" }
            body: { number: "{number}" }
            time_out: {{within}}
            retry: {{(flow == "hurry" ? 0 : 1)}}
            save: { state: order.state, item: "items[0].name" }
            {{onError}}
          - { type: message, text: "{item}: {state}." }
        """;
}
