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

    /// <summary>
    /// Most of them live for seconds: compiling their code once more, and better, would cost a fourth of the processor that they use, and is put off by ten seconds (the unit is
    /// milliseconds, hexadecimal) from when the last new method was met. What serves under load is compiled after all.
    /// </summary>
    public static KeyValuePair<string, string> ShortLived { get; } = new("DOTNET_TC_CallCountingDelayMs", "2710");

    /// <summary>The one beside the tests, of which coverage is told: for commands, which nothing else runs.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "WhatsAppSupport.Api.dll");
}
