using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>Three processes of the built program on one database, one MSG91 and one shop that their flows ask.</summary>
internal sealed class Three : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-kills-");
    private Dictionary<string, string?> settings = [];

    private Three(StandIns standIns, ApiStandIn api, int seed)
    {
        (StandIns, Api, Shop) = (standIns, api, new Shop(seed));
        api.Respond = Shop.AnswerAsync;

        // What was perhaps sent is settled by its class: a bot's reply is sent once more.
        standIns.Msg91.Log.Withholds = true;

        // So that a process can die between a send and its result.
        standIns.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromMilliseconds(30));
    }

    public StandIns StandIns { get; }

    public ApiStandIn Api { get; }

    public Shop Shop { get; }

    /// <summary>A process sends a message; MSG91 has taken it and not said so yet.</summary>
    public Moment Sends { get; } = new();

    public IReadOnlyList<CrashProcess> Processes { get; private set; } = [];

    public SupportProcess First => Processes[0].Support;

    public static async Task<Three> StartAsync(int seed)
    {
        var three = new Three(await StandIns.StartAsync(), await ApiStandIn.StartAsync(), seed);
        three.settings = SupportService.Live(
            await Backend.Production.SettingsAsync(three.folder.FullName), three.folder, three.StandIns, ShopFlows.Of(version: 1, three.Api.Address), new Dictionary<string, string?>
            {
                ["FLOW_PRIVATE_HOSTS"] = three.Api.Address.Authority,
                ["MSG91_TIMEOUT"] = "2",
                ["SEND_UNKNOWN_AFTER"] = "2",
            });
        List<CrashProcess> processes = [await three.StartProcessAsync(1)];
        processes.AddRange(await Task.WhenAll(three.StartProcessAsync(2), three.StartProcessAsync(3)));
        three.Processes = processes;
        await three.First.GetAsync("/health", health => health.ToJsonString().Contains("3 at work", StringComparison.Ordinal), "three are at work");
        return three;
    }

    /// <summary>Who hears what is sent.</summary>
    public void TellsAll(IReadOnlyList<Shopper> shoppers)
    {
        var byPhone = shoppers.ToDictionary(shopper => shopper.Phone);
        StandIns.Msg91.OnTaken = sent =>
        {
            byPhone[sent.To].Hear(sent);
            Sends.Is(() => StandIns.Msg91.Exchanges.LastOrDefault(exchange => exchange.Taken == sent)?.Key);
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
        {
            await process.Support.DisposeAsync();
        }

        await StandIns.DisposeAsync();
        await Api.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<CrashProcess> StartProcessAsync(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"process-{number}");
        var support = await SupportProcess.StartAsync(
            new Dictionary<string, string?>(settings) { ["MSG91_AUTH_KEY"] = name, ["FLOW_SECRET_PROCESS"] = name }, StandIns);
        return new CrashProcess(name, support, support.Http.BaseAddress!);
    }
}
