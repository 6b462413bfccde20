using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>docs/deployment.md. What stands in a block <c>sh</c> is typed by a test; a block <c>sh (not run)</c> says that it is not.</summary>
internal static partial class DeploymentPage
{
    public static string Text { get; } = ShippedFiles.Text("docs/deployment.md");

    public static DeploymentSection Section(string heading)
    {
        var from = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, heading);
        var to = Text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return new DeploymentSection(Text[from..(to < 0 ? Text.Length : to)]);
    }

    public static IReadOnlyList<string> BlocksIn(string text) => [.. Block().Matches(text).Select(block => block.Groups[1].Value)];

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

internal sealed record DeploymentSection(string Text)
{
    public IReadOnlyList<string> Typed => DeploymentPage.BlocksIn(Text);
}
