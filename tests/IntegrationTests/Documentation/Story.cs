using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>
/// A document that tells a story in shell blocks, each of which may be followed by a JSON block with what it answers. What stands as <c>"…"</c> there
/// may be anything, and what is left out may be there.
/// </summary>
internal sealed partial class Story
{
    private const string Anything = "…";

    private Story(IReadOnlyList<Scene> scenes) => Scenes = scenes;

    public IReadOnlyList<Scene> Scenes { get; }

    public static Story Read(string document)
    {
        var text = File.ReadAllText(Path.Combine(Readme.Root, document));
        return new Story([.. Block().Matches(text).Select(block => new Scene(
            block.Groups["typed"].Value.Trim(),
            block.Groups["told"].Success ? JsonNode.Parse(block.Groups["told"].Value) : null))]);
    }

    /// <summary>All of it in one shell, as somebody would type it who reads on: a later block uses what an earlier one has found.</summary>
    public string Script(string mark)
    {
        var script = new StringBuilder("set -euo pipefail\n");
        foreach (var scene in Scenes)
        {
            script.Append(scene.Typed).Append('\n').Append("printf '\\n").Append(mark).Append("\\n'\n");
        }

        return script.ToString();
    }

    /// <summary>Where the answer is not as it is told; null where it is.</summary>
    public static string? Difference(JsonNode? told, JsonNode? answer, string at = "") => told switch
    {
        JsonValue value when value.TryGetValue<string>(out var word) && word == Anything => null,
        JsonObject fields => answer is JsonObject found
            ? fields.Select(field => found.ContainsKey(field.Key) ? Difference(field.Value, found[field.Key], $"{at}.{field.Key}") : $"{at}.{field.Key} is missing").FirstOrDefault(found => found is not null)
            : $"{at} is no object",
        JsonArray items => answer is JsonArray found && found.Count >= items.Count
            ? items.Select((item, index) => Difference(item, found[index], $"{at}[{index}]")).FirstOrDefault(found => found is not null)
            : $"{at} has fewer entries",
        _ => JsonNode.DeepEquals(told, answer) ? null : $"{at} is {answer?.ToJsonString() ?? "null"}",
    };

    [GeneratedRegex(@"```sh\n(?<typed>.*?)```(?:\s*```json\n(?<told>.*?)```)?", RegexOptions.Singleline)]
    private static partial Regex Block();
}

/// <param name="Typed">The commands of a block.</param>
/// <param name="Told">What the last of them answers, as the document tells it; null where it does not.</param>
internal sealed record Scene(string Typed, JsonNode? Told);
