using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>A customer who goes through one round of a flow after another, the next only when the last has come to its end.</summary>
internal sealed class Shopper(string phone, string word, Postman postman, int seed)
{
    private readonly Random random = new(seed);
    private readonly HashSet<string> references = [];
    private readonly List<string> heard = [];
    private readonly Lock gate = new();
    private (int Count, TaskCompletionSource Reached)? awaited;

    public string Phone { get; } = phone;

    public string Word { get; } = word;

    public int Rounds { get; private set; }

    /// <summary>In the order of arrival; one that was perhaps sent, and sent once more, is one.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (gate)
            {
                return [.. heard];
            }
        }
    }

    public void Hear(Msg91StandInSent sent)
    {
        lock (gate)
        {
            if (references.Add(sent.CrqId!))
            {
                heard.Add(sent.Text);
            }

            if (awaited is var (count, reached) && heard.Count >= count)
            {
                reached.TrySetResult();
            }
        }
    }

    public async Task ShopAsync(CancellationToken timeIsOver)
    {
        await random.PauseAsync(0, 4, timeIsOver);
        while (!timeIsOver.IsCancellationRequested)
        {
            var before = Rounds++ * ShopFlows.Replies;
            await SayAsync($"{Word} {Rounds}");
            if (Word == ShopFlows.Talking)
            {
                await HearsAsync(before + ShopFlows.RepliesBeforeQuestion + 1);
                await SayAsync(ShopFlows.Name);
            }

            await HearsAsync(before + ShopFlows.Replies);
            await random.PauseAsync(0, 2, timeIsOver);
        }
    }

    private async Task SayAsync(string text)
    {
        var said = new Said(Phone, text, Shape.Msg91);
        var (receipt, at) = await postman.DeliverAsync(said.Body, Posting.Inbound, random);
        said.Receive(receipt, at);
    }

    private Task HearsAsync(int count)
    {
        lock (gate)
        {
            awaited = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (heard.Count >= count)
            {
                awaited.Value.Reached.SetResult();
            }

            return awaited.Value.Reached.Task;
        }
    }
}
