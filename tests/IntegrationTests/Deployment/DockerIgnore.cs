namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What a builder never sees of the repository, as .dockerignore says.</summary>
internal static class DockerIgnore
{
    private const string Anywhere = "**/";

    public static IReadOnlyList<string> Patterns { get; } =
        [.. ShippedFiles.Text(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <param name="path">From the root, with forward slashes.</param>
    public static bool Hides(string path)
    {
        var parts = path.Split('/');
        return Patterns.Any(pattern => pattern.StartsWith(Anywhere, StringComparison.Ordinal)
            ? parts.Contains(pattern[Anywhere.Length..])
            : path == pattern || path.StartsWith(pattern + "/", StringComparison.Ordinal));
    }
}
