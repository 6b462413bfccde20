using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>
/// Somebody who follows docs/deployment.md, "By hand", in a clean folder, block by block. Theirs are only the addresses, the ports, and MSG91, which is a
/// stand-in; and what was published before is not published once more.
/// </summary>
internal sealed partial class ByHand : IRunningSupport, IAsyncDisposable
{
    /// <summary>What is started by hand outlives its shell. It shall not outlive the test, however that ends.</summary>
    private const string Undertaker = "trap 'kill -9 $(cat haproxy.pid support-*.pid) 2>/dev/null; exit' TERM; while :; do sleep 1; done";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-by-hand-");
    private readonly Dictionary<string, string> ports = new[] { "8080", "8081", "8082", "8083" }.ToDictionary(told => told, _ => FreePort.Next().ToString(CultureInfo.InvariantCulture));
    private readonly IReadOnlyList<string> blocks = DeploymentPage.Section("By hand").Typed;

    private ServerProcess? undertaker;

    private ByHand(StandIns standIns, Dictionary<string, string?> environment) => (StandIns, Environment) = (standIns, environment);

    public StandIns StandIns { get; }

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Haproxy's address.</summary>
    public HttpClient Http { get; private set; } = null!;

    public static async Task<ByHand> StartAsync(PublishedImage image)
    {
        var standIns = await StandIns.StartAsync();
        var settings = await Backend.Production.SettingsAsync(Path.GetTempPath());
        var byHand = new ByHand(standIns, settings);
        try
        {
            await byHand.FollowAsync(image);
        }
        catch
        {
            await byHand.DisposeAsync();
            throw;
        }

        return byHand;
    }

    /// <summary>The page's first message of a customer, and what /health says of the processes.</summary>
    public async Task FirstConversationAsync()
    {
        (await TypeAsync("/webhooks/msg91/inbound")).ShouldContain("\"accepted\":1");
        await Eventually.BecomesTrueAsync(() => StandIns.Msg91.SentTo("919811112222").Count > 0, Reading.Patience, "the page's customer is answered");
        await Eventually.BecomesTrueAsync(async () => (await TypeAsync("/health -H")).Contains("3 at work", StringComparison.Ordinal), Reading.Patience, "all three are at work");
    }

    public Task KillOneAsync() => TypeAsync("kill -9");

    /// <summary>One after another, each with what .env says by then.</summary>
    public Task ReplaceEachAsync() => TypeAsync("old=$(cat");

    /// <summary>Puts a new token before the one that is there.</summary>
    public Task AddTokenAsync(string token) =>
        Shell.TypeAsync($"grep -q '^MSG91_WEBHOOK_TOKEN=.' .env && sed -i 's/^MSG91_WEBHOOK_TOKEN=/&{token},/' .env", folder.FullName);

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await TypeAsync("kill $(cat haproxy.pid support-*.pid)");
        undertaker?.Dispose();
        await StandIns.DisposeAsync();
    }

    private async Task FollowAsync(PublishedImage image)
    {
        undertaker = await ServerProcess.StartAsync(folder.FullName, "TERM", ["/bin/sh", "-c", Undertaker]);
        foreach (var needed in new[] { "deploy", "flows" })
        {
            await Shell.TypeAsync($"cp -r '{ShippedFiles.PathOf(needed)}' .", folder.FullName);
        }

        // What the page says to publish is what the image's builder publishes.
        string.Join('\n', blocks).ShouldContain("dotnet publish src/Api --configuration Release --use-current-runtime --output program -p:UseAppHost=false");
        await Shell.TypeAsync($"ln -s '{image.ProgramFolder}' program", folder.FullName);
        var balancer = Path.Combine(folder.FullName, "deploy/haproxy.cfg");
        await File.WriteAllTextAsync(balancer, WithOwnPorts(await File.ReadAllTextAsync(balancer)));
        await TypeAsync("cat >.env");
        await File.AppendAllLinesAsync(Path.Combine(folder.FullName, ".env"), [$"MSG91_BASE_URL={StandIns.Msg91.BaseUrl}", $"MSG91_WEBHOOK_SECRET={SupportService.WebhookSecret}"]);
        await TypeAsync("do\n  PORT=$port");
        await TypeAsync("haproxy -D");
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports["8080"]}") };
    }

    private string WithOwnPorts(string text) => ToldPort().Replace(text, port => ports[port.Value]);

    /// <summary>The page's block that says this.</summary>
    private Task<string> TypeAsync(string says)
    {
        var block = blocks.Single(block => block.Contains(says, StringComparison.Ordinal))
            .Replace("postgres://support:password@127.0.0.1:5432/support", Environment["DATABASE_URL"], StringComparison.Ordinal)
            .Replace("redis://127.0.0.1:6379/0", Environment["REDIS_URL"], StringComparison.Ordinal);
        return Shell.TypeAsync(WithOwnPorts(block), folder.FullName);
    }

    [GeneratedRegex(@"(?<!\d)808[0-3](?!\d)")]
    private static partial Regex ToldPort();
}
