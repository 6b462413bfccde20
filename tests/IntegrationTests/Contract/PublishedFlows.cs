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
