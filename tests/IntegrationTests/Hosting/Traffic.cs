using System.Collections.Concurrent;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Customers who write all the time, each of them once, whatever happens meanwhile; what is not answered 200 is posted again.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly IRunningSupport service;
    private readonly string text;
    private readonly ConcurrentQueue<string> accepted = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task writing;
    private int refused;

    private Traffic(IRunningSupport service, string text, int perSecond)
    {
        (this.service, this.text) = (service, text);
        writing = Task.Run(() => WriteAsync(perSecond));
    }

    /// <summary>How many posts were not answered 200 when they first came.</summary>
    public int Refused => refused;

    public static Traffic Begin(IRunningSupport service, string text, int perSecond) => new(service, text, perSecond);

    /// <summary>So many more have been answered 200 than when this was asked.</summary>
    public async Task GoesOnAsync(int customers)
    {
        var before = accepted.Count;
        await Eventually.BecomesTrueAsync(() => accepted.Count >= before + customers || writing.IsFaulted, TimeSpan.FromMinutes(2), $"{customers} more are accepted");
    }

    /// <summary>All that wrote, once each of them was answered 200.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await over.CancelAsync();
        await writing;
        return [.. accepted];
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    private async Task WriteAsync(int perSecond)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var posts = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                posts.Add(SayAsync(Customers.Next()));
            }
        }
        catch (OperationCanceledException)
        {
            // It is over; what was begun is finished.
        }

        await Task.WhenAll(posts);
    }

    private async Task SayAsync(string customer)
    {
        var body = Shape.Msg91.Text(customer, text, Posting.NewId(), service.Now);
        using (var answer = await service.PostAsync(body))
        {
            if (!answer.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref refused);
                await service.InsistAsync(body);
            }
        }

        accepted.Enqueue(customer);
    }
}
