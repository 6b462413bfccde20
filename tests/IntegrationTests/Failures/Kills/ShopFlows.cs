using System.Globalization;
using WhatsAppSupport.IntegrationTests.Contract;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>What customers ask for and must hear: a round asks the shop twice and waits twice, and each of its texts names the version that it is of.</summary>
internal static class ShopFlows
{
    /// <summary>Begins the round of who never answers what they are asked.</summary>
    public const string Quiet = "quiet";

    /// <summary>Begins the round of who does.</summary>
    public const string Talking = "talking";

    public const string Name = "Asha";

    /// <summary>As many are sent to the customer in one round.</summary>
    public const int Replies = 6;

    /// <summary>Of these so many when the customer is asked.</summary>
    public const int RepliesBeforeQuestion = 3;

    public const int Calls = 2;

    /// <summary>Says which process asks.</summary>
    public const string ProcessHeader = "X-Process";

    public static Dictionary<string, string> Of(int version, Uri shop) => new()
    {
        [Quiet] = Flow(Quiet, version, shop, answersWithin: "2s"),
        [Talking] = Flow(Talking, version, shop, answersWithin: "20m"),
    };

    public static Dictionary<string, string> FilesOf(int version, Uri shop) => PublishedFlows.Files(Of(version, shop));

    /// <summary>How many of them fire.</summary>
    public static int TimersOf(string word) => word == Quiet ? 2 : 1;

    /// <param name="orders">The numbers that the shop gave in this round.</param>
    public static string[] Round(string word, int version, int[] orders) => [.. new[]
    {
        "Asking",
        $"Answer {orders[0]}",
        "Waited",
        "Your name?",
        word == Quiet ? "Nobody there" : $"Thanks {Name}",
        $"End {orders[1]}",
    }.Select(text => $"{text} v{version}")];

    /// <returns>0: it names none.</returns>
    public static int VersionOf(string text) =>
        text.LastIndexOf(" v", StringComparison.Ordinal) is > 0 and var at && int.TryParse(text.AsSpan(at + 2), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string Flow(string word, int version, Uri shop, string answersWithin) =>
        $$"""
        flow_id: {{word}}
        triggers: [ { type: keyword, values: [{{word}}] } ]
        steps:
          - { type: message, text: "Asking v{{version}}" }
        {{Call("first", shop)}}
          - { type: message, text: "Answer {number} v{{version}}" }
          - { type: wait, for: 1s }
          - { type: message, text: "Waited v{{version}}" }
          - type: input
            variable: name
            text: "Your name? v{{version}}"
            timeout: { after: {{answersWithin}}, steps: [ { type: message, text: "Nobody there v{{version}}" }, { type: goto, step: last } ] }
          - { type: message, text: "Thanks {name} v{{version}}" }
        {{Call("last", shop)}}
          - { type: message, text: "End {number} v{{version}}" }
        """;

    private static string Call(string id, Uri shop) =>
        $$"""
          - type: api
            id: {{id}}
            method: POST
            url: "{{shop}}{{id}}/{customer.phone}"
            headers: { {{ProcessHeader}}: "${FLOW_SECRET_PROCESS}" }
            body: { wants: {{id}} }
            time_out: 4s
            retry: 4
            save: { number: number }
            on_error: [ { type: message, text: "No answer: {error}" } ]
        """;
}
