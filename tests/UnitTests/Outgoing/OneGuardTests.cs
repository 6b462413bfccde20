using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>The guard is worth something only while there is no other way out.</summary>
public sealed class OneGuardTests
{
    /// <summary>Clients of addresses from the settings, the guard, and what commands ask of the program on this machine.</summary>
    private static readonly string[] WaysOut = ["src/Api/CommandLine/ThisMachine.cs", "src/Infrastructure/Http/OutgoingClients.cs", "src/Infrastructure/Outgoing/GuardedClients.cs"];

    [Fact]
    public void Whatever_asks_over_HTTP_is_made_in_one_of_three_places()
    {
        string[] signs = ["SocketsHttpHandler", "HttpClientHandler", "new HttpClient(", "AddHttpClient(", "WebRequest.", "TcpClient", "HttpMessageInvoker"];

        Repository.Program
            .Where(file => !WaysOut.Contains(file.Path) && signs.Any(sign => file.Lines.Any(line => line.Contains(sign, StringComparison.Ordinal) && !line.Contains("SocketsHttpConnectionContext", StringComparison.Ordinal))))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Only_addresses_of_the_settings_are_asked_without_the_guard()
    {
        var users = Repository.Program.Where(file => file.Lines.Any(line => line.Contains("AddOutgoingClient(", StringComparison.Ordinal))).Select(file => Path.GetDirectoryName(file.Path)!).Distinct();

        users.ShouldBe(["src/Infrastructure/Http", "src/Infrastructure/Msg91", "src/Infrastructure/Notifications", "src/Infrastructure/OpenRouter"], ignoreOrder: true);
    }
}
