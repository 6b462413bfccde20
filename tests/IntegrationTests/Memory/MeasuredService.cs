using System.Globalization;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Memory;

/// <summary>A service in a process of its own, which a test runner's megabytes of names and buffers do not share, and what lives on its heap after each round of messages.</summary>
internal static class MeasuredService
{
    private const string Prefix = "live heap: ";

    /// <summary>Bytes after each round.</summary>
    /// <param name="rounds">The bytes that each round leaks for each message.</param>
    public static async Task<IReadOnlyList<long>> HeapsAsync(IEnumerable<int> rounds)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = typeof(MeasuredService).Assembly.Location;
        var printed = await Shell.TypeAsync($"'{dotnet}' '{program}' {string.Join(' ', rounds)}", AppContext.BaseDirectory);
        return [.. from line in printed.Split('\n') where line.StartsWith(Prefix, StringComparison.Ordinal) select Number(line[Prefix.Length..])];
    }

    /// <summary>The test assembly started as a program.</summary>
    public static async Task Main(string[] rounds)
    {
        var gateway = new CountingGateway();
        var clock = new MovableClock();
        await using var service = await StartAsync(gateway, clock);
        var replay = new Replay(service, gateway, clock);
        foreach (var leak in rounds.Select(Number))
        {
            gateway.LeakBytes = (int)leak;
            await replay.PlayAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Heap.Live()}"));
        }
    }

    private static Task<SupportService> StartAsync(CountingGateway gateway, MovableClock clock) => SupportService.StartAsync(
        Backend.Production,
        Flows.All,
        new Dictionary<string, string?>
        {
            ["OPENROUTER_API_KEY"] = null,
            ["MSG91_MESSAGES_PER_SECOND"] = "10000",
            ["MSG91_PAIR_SECONDS"] = "1",
            ["MSG91_PAIR_BURST"] = "10000",
            ["CUSTOMER_MESSAGES_PER_MINUTE"] = "10000",
        },
        builder =>
        {
            clock.Use(builder);
            gateway.Use(builder);
        });

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
