using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Crash.Crowd;

/// <summary>
/// Says one thing after another: the next only once the last was answered 200, because who posts both at once has said nothing of their
/// order. Repeats of either may come at any time.
/// </summary>
internal sealed class CrashCustomer(string phone, TimeSpan meanPause, Postman postman, Random random, CancellationToken timeIsOver)
{
    /// <summary>Of a hundred messages so many are posted once, twice … five times.</summary>
    private static readonly int[] Copies = [40, 25, 15, 10, 10];

    private readonly List<Said> said = [];
    private readonly List<Task> posts = [];

    public string Phone { get; } = phone;

    public IReadOnlyList<Said> Said => said;

    public IEnumerable<string> Expected => said.SelectMany((message, index) => Script.RepliesTo(index, message.Text));

    /// <summary>Goes on until the time is over; then it ends as soon as all that was said was answered 200, its repeats as well.</summary>
    public async Task TalkAsync()
    {
        await random.PauseAsync(TimeSpan.Zero, meanPause * 2, timeIsOver);
        for (var index = 0; !timeIsOver.IsCancellationRequested; index++)
        {
            var message = new Said(Phone, Script.TextOf(index, random), random.Next(2) == 0 ? Shape.Plain : Shape.Msg91);
            said.Add(message);
            posts.AddRange(Enumerable.Range(0, CopiesOfOne()).Select(copy => PostAsync(message, copy, random.Next())));
            await message.Answered;
            await ThinkAsync();
        }

        await Task.WhenAll(posts);
    }

    /// <summary>Now and then they write two or three lines in a row.</summary>
    private Task ThinkAsync() => random.Next(10) < 3 ? Task.CompletedTask : random.PauseAsync(TimeSpan.Zero, meanPause * 2 / 0.7, timeIsOver);

    /// <summary>A repeat comes at the same moment, or some time later.</summary>
    private async Task PostAsync(Said message, int copy, int seed)
    {
        var own = new Random(seed);
        if (copy > 0 && own.Next(3) > 0)
        {
            await own.PauseAsync(0, 15, timeIsOver);
        }

        var (receipt, at) = await postman.DeliverAsync(message.Body, Posting.Inbound, own);
        message.Receive(receipt, at);
    }

    private int CopiesOfOne()
    {
        var (dice, copies) = (random.Next(100), 0);
        while (dice >= 0)
        {
            dice -= Copies[copies++];
        }

        return copies;
    }
}
