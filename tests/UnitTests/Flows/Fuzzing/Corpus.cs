using System.Text;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Good files, of which the fuzzer makes bad ones.</summary>
internal static class Corpus
{
    public const string Hours = """
        time_zone: Asia/Kolkata
        days: { weekdays: [09:00-13:00, 14:00-18:00], saturday: 10:00-14:00, sunday: closed }
        holidays: { 2026-12-25: closed, 2026-12-31: 09:00-13:00 }
        """;

    /// <summary>A flow with every kind of step, trigger and check in it.</summary>
    public const string EveryKind = """
        flow_id: all
        triggers:
          - { type: keyword, values: [order, "where is it"], priority: 5 }
          - { type: exact_match, value: go }
          - { type: regex, value: "^[A-Z]{2}[0-9]{4}$" }
          - { type: payload, value: all.go }
          - { type: message_type, values: [image, voice] }
          - { type: first_message }
          - { type: outside_hours, priority: -3 }
          - { type: fallback }
          - { type: keyword, value: menu, interrupt: true, resume: true }
        steps:
          - { type: message, text: { en: "Hello {user_name}", hi: "नमस्ते {user_name}", pt-BR: "Olá" } }
          - { type: media, kind: document, url: "https://shop.example/{order}.pdf", caption: "Your {order}", file_name: "{order}.pdf" }
          - { type: location, latitude: 18.5204, longitude: 73.8567, name: "Shop", address: "Pune", text: "Here" }
          - { type: set, values: { count: 2, total: round(count * 19.99, 2), names: split("a,b", ","), day: today() } }
          - id: ask
            type: input
            variable: amount
            text: "How many? You have {count + 1}"
            retry_text: "A number, please"
            validate: { type: integer, min: 1, max: count * 10 }
            max_attempts: 3
            on_fail: [ { type: escalate, department: sales, text: "A colleague comes", reason: "no number: {amount}" } ]
            timeout: { after: 10m, steps: [ { type: message, text: "Still there?" }, { type: goto, step: ask } ] }
          - { type: input, variable: mail, text: "E-mail?", validate: email }
          - { type: input, variable: phone, text: "Phone?", validate: phone }
          - { type: input, variable: born, text: "Born?", validate: { type: date, max: today() } }
          - { type: input, variable: code, text: "Code?", validate: { type: regex, pattern: "[A-Z]{3}-[0-9]+" } }
          - { type: input, variable: size, text: "Size?", validate: { type: one_of, values: [small, large] } }
          - { type: input, variable: name, text: "Name?", validate: { type: text, min: 2, max: 40 } }
          - { type: input, variable: weight, text: "kg?", validate: number }
          - { type: input, variable: proof, text: "Photo?", validate: { type: media, kinds: [image, document] } }
          - type: quick_replies
            text: "Well, {user_name}?"
            variable: choice
            retry_text: "One of these"
            replies:
              - { text: "Refund", set: { topic: refund, total: "{total}" } }
              - { text: { en: "Other", hi: "और" }, action: step, target: ask }
              - { text: "Human", action: escalate, department: billing, hand_over_text: "Wait", reason: "asked" }
              - { text: "Again", action: flow, target: all }
          - type: list
            text: "Which?"
            button: "Choose"
            variable: row
            sections:
              - { title: "Orders", rows: [ { text: "Late", description: "It has not come" }, { text: "Broken" } ] }
              - { title: "More", rows: [ { text: "Else", set: { topic: else } } ] }
          - { type: rate, text: "How was it?", variable: score, labels: [bad, poor, fair, good, best] }
          - type: conditional
            condition: total > 10 and (size == "large" or not contains_none) or count(names) >= 2
            steps: [ { type: tag, add: [vip, refund], remove: old }, { type: note, text: "Wants {topic}" } ]
            else_steps: [ { type: wait, for: 1h30m } ]
          - type: api
            method: POST
            url: "https://api.shop.example/orders/{order}?n={count}"
            headers: { Authorization: "Bearer ${FLOW_SECRET_SHOP}", X-Trace: "{conversation.id}" }
            body: { order: "{order}", lines: [ 1, true, null, "{names}" ], note: "for {user_name}" }
            time_out: 5s
            retry: 2
            save: { status: order.status, first: "items[0].name", all: $ }
            on_error: [ { type: message, text: "No answer: {error}" } ]
          - { type: ask_model, prompt: "Sum up: {status}", save: summary, on_error: [ { type: goto, step: ask } ] }
          - { type: call, flow: all, with: { order: code, n: count + 1 }, save: back }
          - { type: goto, flow: all }
          - { type: end, text: "Bye", result: { found: true, status: status } }
        ends: "Thank you"
        """;

    /// <summary>A flow that is damaged easily without being broken: little in it leads anywhere.</summary>
    private const string Plain = """
        flow_id: plain
        triggers: [ { type: exact_match, value: go } ]
        steps:
          - { type: message, text: "Hello {user_name}, it is {hour(now)}" }
          - { type: input, variable: a, text: "What is it about?" }
          - { type: set, values: { b: upper(a), c: length(a) * 2 } }
          - { type: conditional, condition: c > 10, steps: [ { type: message, text: "Long: {left(a, 5)}" } ] }
          - { type: quick_replies, text: "{b}?", replies: [ { text: "Yes" }, { text: "No" } ] }
          - { type: message, text: "Done" }
        """;

    public static IReadOnlyList<byte[]> Flows { get; } =
        [.. Directory.GetFiles(FlowsPath.Shipped, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes), Bytes(EveryKind), Bytes(Plain), Bytes(Plain)];

    public static byte[] Texts { get; } = File.ReadAllBytes(Path.Combine(FlowsPath.Shipped, "system", "texts.yaml"));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
