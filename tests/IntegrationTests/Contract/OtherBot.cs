using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>A program at the other end that answers each of our messages, as long as there are any.</summary>
internal sealed class OtherBot(SupportService service, MovableClock clock, string number)
{
    private int written;
    private int answered;

    /// <summary>How many messages of ours it has seen.</summary>
    public int Seen => service.Msg91.SentTo(number).Count;

    /// <summary>Writes first, and answers until nothing more comes because we have stopped, or until it has written enough.</summary>
    /// <param name="says">What it writes as its n-th message.</param>
    /// <param name="pause">How long it takes over an answer.</param>
    /// <param name="most">Where it ends by itself.</param>
    /// <returns>Whether we have stopped.</returns>
    public async Task<bool> TalkAsync(Func<int, string> says, TimeSpan pause, int most)
    {
        if (written == 0)
        {
            await SayAsync(says, pause);
        }

        while (written < most)
        {
            var isStopped = false;
            await Eventually.BecomesTrueAsync(
                async () => Seen > answered || (isStopped = await IsStoppedAsync()), Reading.Patience, "we say something, or stop");
            if (isStopped)
            {
                return true;
            }

            answered++;
            await SayAsync(says, pause);
        }

        return await IsStoppedAsync();
    }

    private async Task SayAsync(Func<int, string> says, TimeSpan pause)
    {
        clock.Move(pause);
        await service.SayAsync(number, says(++written));
    }

    private async Task<bool> IsStoppedAsync() =>
        (await service.GetAsync("/api/v1/conversations?limit=200"))["conversations"]!.AsArray().Any(row => row!.AsObject().Word("escalationReason") == LoopWatch.Reason)
        && await service.CountAsync("inbox WHERE state = 'pending'") == 0;
}
