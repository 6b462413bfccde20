using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>
/// Promise 6 in ten thousand orders of things: two processes handle, send, sweep, take over and give back, all of them at once, and what
/// happens next is drawn by lot. After a take-over has committed, nothing of the bot is claimed.
/// </summary>
public sealed class TakeoverInterleavingTests : IDisposable
{
    private const int Orders = 10_000;

    private readonly SmallWorld world = new();
    private readonly SmallProcess[] processes;
    private (int InFlight, int Withdrawn, int GivenBack, int Claims) seen;

    public TakeoverInterleavingTests() => processes = [new SmallProcess(world), new SmallProcess(world)];

    public void Dispose() => Array.ForEach(processes, process => process.Dispose());

    [Fact]
    public void No_order_of_things_claims_a_message_of_the_bot_after_a_take_over()
    {
        for (var seed = 1; seed <= Orders; seed++)
        {
            Live(seed);
        }

        // Or the orders would not have been what they are meant to be.
        world.Overtaken.Takeovers.ShouldBeGreaterThan(Orders / 20);
        world.Overtaken.Turns.ShouldBeGreaterThan(Orders / 2);
        seen.InFlight.ShouldBeGreaterThan(Orders / 20);
        seen.Withdrawn.ShouldBeGreaterThan(Orders / 20);
        seen.GivenBack.ShouldBeGreaterThan(Orders / 20);
        seen.Claims.ShouldBeGreaterThan(Orders * 2);
    }

    private void Live(int seed)
    {
        var order = new RandomOrder(seed);
        world.Begin(order, seed);

        order.Run(() => Task.WhenAll(
        [
            .. processes.SelectMany(process => new[] { OftenAsync(5, process.HandleOldestAsync), OftenAsync(5, process.PumpAsync) }),
            WriteAsync("go"), WriteAsync("ask"), WriteAsync(order.Lot.Next(2) == 0 ? "go" : "person"),
            TakeOverAsync("meera"), TakeOverAsync("meera"), TakeOverAsync("ravi"),
            GiveBackAsync(), GiveBackAsync(),
            OftenAsync(3, world.TimeOutAsync), OftenAsync(4, TimePassesAsync),
        ]));
        order.Run(EndAsync);

        world.Fence.Broken.ShouldBeEmpty($"seed {seed}");
        (world.Inbox.IsEmpty, world.Outbox.IsEmpty).ShouldBe((true, true), $"seed {seed}: something was left undone");
        seen.Claims += world.Fence.Claims;
    }

    /// <summary>Whatever happened, the customer is answered again once the bot has the conversation.</summary>
    private async Task EndAsync()
    {
        await QuietenAsync();
        await world.TimeOutAsync();
        if (world.Conversation.Assignee is not null)
        {
            (await processes[0].GiveBackAsync()).Error.ShouldBeNull();
        }

        await QuietenAsync();

        var before = world.Outbox.All.Count();
        await WriteAsync("go", "the last");
        await QuietenAsync();

        world.Fence.IsUp.ShouldBeFalse();
        world.Outbox.All.Skip(before).Count(kept => kept.Status != DeliveryStatus.Cancelled).ShouldBe(3);
    }

    private async Task QuietenAsync()
    {
        for (var round = 0; round < 200 && !(world.Inbox.IsEmpty && world.Outbox.IsEmpty); round++)
        {
            await processes[round % 2].HandleOldestAsync();
            await processes[round % 2].PumpAsync();
            await world.Order.DawdleAsync(most: 20);
            world.Clock.Move(TimeSpan.FromSeconds(1));
        }
    }

    private async Task OftenAsync(int times, Func<Task> act)
    {
        for (; times > 0; times--)
        {
            await world.Order.DawdleAsync(most: 12);
            await act();
        }
    }

    private async Task WriteAsync(string text, string? id = null)
    {
        await world.Order.DawdleAsync(most: 25);
        var hash = new FakeHashes().OfProviderId(id ?? world.Order.Lot.Next().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var now = world.Clock.GetUtcNow();
        await world.Inbox.StoreAsync([new InboxEntry(InboxKind.Message, world.Customer.PhoneHash, OurNumber, hash, now, FakeReader.Bytes(text))], CancellationToken.None);
    }

    private async Task TakeOverAsync(string assignee)
    {
        await world.Order.DawdleAsync(most: 40);
        await PatientlyAsync(async () =>
        {
            if ((await processes[world.Order.Lot.Next(2)].TakeOverAsync(assignee)).Succeeded(out var takeover, out _))
            {
                seen.InFlight += takeover.InFlight.Count;
                seen.Withdrawn += takeover.Withdrawn.Count;
            }
        });
    }

    private async Task GiveBackAsync()
    {
        await world.Order.DawdleAsync(most: 80);
        await PatientlyAsync(async () => seen.GivenBack += (await processes[world.Order.Lot.Next(2)].GiveBackAsync()).Error is null ? 1 : 0);
    }

    /// <summary>Where the clock moves on while somebody asks they are told that it took too long; what they asked for may happen all the same.</summary>
    private static async Task PatientlyAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (TimeoutException)
        {
            return;
        }
    }

    private Task TimePassesAsync()
    {
        world.Clock.Move(TimeSpan.FromSeconds(world.Order.Lot.Next(40)));
        return Task.CompletedTask;
    }
}
