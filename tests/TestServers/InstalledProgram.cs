namespace WhatsAppSupport.TestServers;

/// <summary>Where a server's programs are on this machine.</summary>
internal static class InstalledProgram
{
    /// <summary>The first folder that holds all of them: of PATH, then of <paramref name="elsewhere"/>.</summary>
    public static string? FolderOf(IReadOnlyList<string> programs, IEnumerable<string> elsewhere) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(elsewhere)
            .FirstOrDefault(folder => programs.All(program => File.Exists(Path.Combine(folder, program))));
}
