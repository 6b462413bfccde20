using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>README.md as its reader sees it: what it says to type, word by word.</summary>
internal static partial class Readme
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Text { get; } = File.ReadAllText(Path.Combine(Root, "README.md"));

    /// <summary>The commands of all shell blocks; one ends where its line does not go on.</summary>
    public static IReadOnlyList<string> Commands { get; } = CommandsIn(Text);

    /// <summary>Paths that the text links to.</summary>
    public static IReadOnlyList<string> Links { get; } =
        [.. Link().Matches(Text).Select(link => link.Groups[1].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal))];

    public static IReadOnlyList<string> CommandsIn(string text) =>
    [
        .. ShellBlock().Matches(text)
            .SelectMany(block => block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0),
    ];

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "WhatsAppSupport.sln")) ? folder.FullName : FindRoot(folder.Parent!);

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
