using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Flows as whoever publishes them sends them.</summary>
internal static class PublishedFlows
{
    public const string Path = "/api/v1/flows";

    /// <summary>The flows of a folder, as files.</summary>
    public static Dictionary<string, string> Files(IReadOnlyDictionary<string, string> flows) => flows.ToDictionary(flow => flow.Key + ".yaml", flow => flow.Value);

    /// <summary>Asks, and says <paramref name="text"/> to whoever answers.</summary>
    public static Dictionary<string, string> Saying(string text) => new()
    {
        ["support.yaml"] =
            $$"""
            flow_id: support
            triggers: [ { type: keyword, values: [help] } ]
            steps:
              - { type: input, variable: name, text: "Your name?" }
              - { type: message, text: "{{text}}" }
            """,
    };

    /// <summary>Asks for a name, and then for one of two things, by a step of this id.</summary>
    /// <param name="word">Begins all that is said.</param>
    /// <param name="migrate">The flow's map, as it is written; null: none.</param>
    public static Dictionary<string, string> Choosing(string word, string step, string first, string second, string? migrate = null) => new()
    {
        ["support.yaml"] =
            $$"""
            flow_id: support
            triggers: [ { type: keyword, values: [help] } ]
            {{(migrate is null ? "" : $"migrate: {migrate}")}}
            steps:
              - { type: input, id: ask_name, variable: name, text: "{{word}}: your name?" }
              - type: quick_replies
                id: {{step}}
                text: "{{word}}: what?"
                variable: chosen
                replies: [ { text: "{{first}}" }, { text: "{{second}}" } ]
                timeout: { after: 30m, steps: [ { type: message, text: "{{word}}: too late, {name}" }, { type: end } ] }
              - { type: message, text: "{{word}}: {chosen} for {name}" }
            """,
    };

    public static Task<Answer> PublishAsync(this Person person, object files, string? expected = null, string reason = "as it was agreed") =>
        person.DecideAsync(new { files, reason }, expected);

    public static Task<Answer> DecideAsync(this Person person, object body, string? expected = null) => expected is null
        ? person.AskAsync(HttpMethod.Post, Path, body)
        : person.AskAsync(HttpMethod.Post, Path, body, ("If-Match", expected));

    /// <summary>Of an answer that tells what runs.</summary>
    public static JsonObject Running(this JsonObject body) => body["running"]!.AsObject();

    public static long Number(this JsonObject body, string name) => (long)body[name]!;

    public static async Task<JsonObject> RunningAsync(this IRunningSupport service) => (await service.GetAsync(Path)).Running();

    /// <summary>What it must be.</summary>
    public static JsonObject Done(this Answer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body.ToJsonString());
        return answer.Body;
    }
}
