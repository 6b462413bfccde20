namespace WhatsAppSupport.TestServers;

/// <summary>The program that tests and measurements start as a process of its own.</summary>
public static class ProgramUnderTest
{
    /// <summary>
    /// SUPPORT_PROGRAM: the one that <c>./test.sh</c> has published, which is the one that people run, and starts in two thirds of the time; otherwise what was built
    /// beside the tests.
    /// </summary>
    public static string Published { get; } = Environment.GetEnvironmentVariable("SUPPORT_PROGRAM") is { Length: > 0 } published
        ? published
        : Built;

    /// <summary>The one beside the tests, of which coverage is told: for commands, which nothing else runs.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "WhatsAppSupport.Api.dll");
}
