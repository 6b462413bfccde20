using System.Globalization;
using System.Text.Json.Nodes;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.IntegrationTests.Documentation;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What stands in the repository for whoever deploys it.</summary>
internal static class ShippedFiles
{
    /// <summary>What a container may be told: every setting, and each secret by its file.</summary>
    public static IReadOnlySet<string> Variables { get; } =
        SettingsReader.Names.Concat(SettingsReader.SecretNames.Select(EnvironmentValues.FileNameOf)).ToHashSet(StringComparer.Ordinal);

    public static string PathOf(string path) => Path.Combine(Readme.Root, path);

    public static string Text(string path) => File.ReadAllText(PathOf(path));

    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Readme.Root, path)).Order(StringComparer.Ordinal);

    public static JsonNode Json(string path) => JsonNode.Parse(Text(path))!;

    public static string Word(this JsonNode? node) => (string)node!;

    public static int Number(this JsonNode? node) => int.Parse((string)node!, CultureInfo.InvariantCulture);

    public static IEnumerable<JsonNode> Items(this JsonNode? node) => node?.AsArray().Select(item => item!) ?? [];

    public static IEnumerable<string> Words(this JsonNode? node) => node.Items().Select(item => item.Word());

    public static IEnumerable<string> Keys(this JsonNode? node) => node?.AsObject().Select(entry => entry.Key) ?? [];
}
