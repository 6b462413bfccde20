using System.Text.Json;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>The Dockerfile, read as its builder reads it: comments are left out, and a line goes on after a backslash.</summary>
internal static class DockerfileSteps
{
    /// <summary>Where the program writes, and nowhere else: <c>/app/data</c> leads there.</summary>
    public const string DataFolder = "/data";

    public static IReadOnlyList<DockerfileStep> All { get; } = Read(ShippedFiles.Text("Dockerfile"));

    /// <summary>The steps of the stage that builds.</summary>
    public static IEnumerable<DockerfileStep> Build => All.TakeWhile((step, index) => index == 0 || step.Name != "FROM");

    /// <summary>The steps of the image that remains.</summary>
    public static IEnumerable<DockerfileStep> Final => All.Skip(Build.Count());

    /// <summary>What the last of its kind says in the image that remains.</summary>
    public static string Said(string name) => Final.Last(step => step.Name == name).Words;

    public static IReadOnlyDictionary<string, string> Environment { get; } = Final
        .Where(step => step.Name == "ENV")
        .SelectMany(step => step.Words.Split(' '))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>A command in its form without a shell.</summary>
    public static IReadOnlyList<string> Command(string words) => JsonSerializer.Deserialize<string[]>(words[words.IndexOf('[', StringComparison.Ordinal)..])!;

    private static List<DockerfileStep> Read(string text) =>
    [
        .. string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#')))
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .Select(words => new DockerfileStep(words[0], words[1].Trim())),
    ];
}

internal sealed record DockerfileStep(string Name, string Words);
