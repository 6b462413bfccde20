using System.Globalization;

namespace WhatsAppSupport.IntegrationTests.Crash.Crowd;

/// <summary>
/// What a customer says and must hear. Every message moves a flow and every reply names what it answers, so that what is missing, comes
/// twice or comes out of its turn can be seen; no two texts are alike, so that nobody takes the customer for a machine.
/// </summary>
internal static class Script
{
    /// <summary>Messages from the word that begins the flow to the last one it asks for.</summary>
    private const int Turns = 12;

    private static readonly string[] Things = ["parcel", "invoice", "refund", "address", "colour", "size", "voucher", "receipt", "courier", "warranty"];

    public static string Flow =>
        $$"""
        flow_id: crash
        triggers: [ { type: keyword, values: [begin] } ]
        steps:
          - { type: message, text: "Welcome" }
          - { type: message, text: "Ready" }
        {{string.Concat(Enumerable.Range(1, Turns - 1).Select(Step))}}
        """;

    /// <summary>The message with that index, from 0, over all rounds of the flow.</summary>
    public static string TextOf(int index, Random random)
    {
        if (index % Turns == 0)
        {
            return "begin";
        }

        var (first, second) = (Things[random.Next(Things.Length)], Things[random.Next(Things.Length)]);
        return string.Create(CultureInfo.InvariantCulture, $"{index}: the {first} of {random.Next(1000, 10_000)} or its {second}");
    }

    public static IEnumerable<string> RepliesTo(int index, string text) => (index % Turns) switch
    {
        0 => ["Welcome", "Ready"],
        var step => [$"Step {step} is {text}", $"After {step} came {text}"],
    };

    private static string Step(int number) => string.Create(CultureInfo.InvariantCulture,
        $$"""
          - { type: input, variable: said }
          - { type: message, text: "Step {{number}} is {said}" }
          - { type: message, text: "After {{number}} came {said}" }

        """);
}
