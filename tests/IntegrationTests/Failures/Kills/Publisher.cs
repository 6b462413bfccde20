using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>A supervisor who publishes one version after another, at whichever process is there, and asks again where she hears nothing.</summary>
internal sealed class Publisher(Three three, Person supervisor, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>The version that runs.</summary>
    public int Version { get; private set; } = 1;

    public async Task PublishAsync(CancellationToken timeIsOver)
    {
        while (!timeIsOver.IsCancellationRequested)
        {
            await random.PauseAsync(1, 4, timeIsOver);
            var files = ShopFlows.FilesOf(Version + 1, three.Api.Address);
            while (!await TryAsync(files))
            {
                await random.PauseAsync(0, 0.5, CancellationToken.None);
            }

            Version++;
        }
    }

    private async Task<bool> TryAsync(Dictionary<string, string> files)
    {
        try
        {
            var at = three.Processes[random.Next(three.Processes.Count)].Support;
            var answer = await (supervisor with { Service = at }).PublishAsync(files);
            return (int)answer.Status == 200 || ((int)answer.Status == 503 ? false : throw new InvalidOperationException($"A publish was answered {answer.Status}: {answer.Body}"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Killed before it was asked, or before it has answered.
            return false;
        }
    }
}
