using System.Collections.Concurrent;
using System.Text;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Crowd;

/// <summary>
/// Posts the delivery reports of what the stand-in has taken, whether its sender was told so or not: some at once, some late, some never,
/// in any order and more than once.
/// </summary>
internal sealed class Reporter(Postman postman, int seed, CancellationToken timeIsOver)
{
    private readonly ConcurrentBag<Reported> accepted = [];
    private readonly ConcurrentBag<Task> posts = [];

    /// <summary>Reports that were answered 200: from then on we can be asked to know.</summary>
    public IReadOnlyCollection<Reported> Accepted => accepted;

    public bool IsIdle => posts.All(post => post.IsCompleted);

    public void Report(Msg91StandInSent sent) => posts.Add(Task.Run(() => ReportAsync(sent)));

    private async Task ReportAsync(Msg91StandInSent sent)
    {
        var random = new Random(seed ^ sent.Order);
        switch (random.Next(100))
        {
            case < 25:
                return;
            case < 45:
                await random.PauseAsync(4, 15, timeIsOver);
                break;
        }

        await Task.WhenAll(StatusesOf(random).Select(status => ReportAsync(sent, status, random.Next())));
    }

    private async Task ReportAsync(Msg91StandInSent sent, string status, int ownSeed)
    {
        var random = new Random(ownSeed);
        await random.PauseAsync(0, 1);
        var body = Encoding.UTF8.GetBytes(Shapes.Report(sent.WamId, status, sent.RequestId, sent.CrqId));
        var (_, at) = await postman.DeliverAsync(body, Posting.Reports, random);
        accepted.Add(new Reported(sent.Order, sent.CrqId ?? "", status, at));
    }

    private static string[] StatusesOf(Random random) => random.Next(20) switch
    {
        0 => ["failed", "sent"],
        1 => ["delivered", "failed"],
        2 => ["sent", "delivered", "read", "sent", "delivered"],
        < 10 => ["delivered"],
        < 16 => ["sent", "delivered"],
        _ => ["sent", "delivered", "read"],
    };
}

/// <param name="Order">Of the message that was taken.</param>
/// <param name="Reference">Ours, which MSG91 gives back.</param>
internal sealed record Reported(int Order, string Reference, string Status, DateTimeOffset AcceptedAt);
