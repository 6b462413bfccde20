using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Lanes;

/// <summary>Whatever happens between the rows, each is handled once, in its customer's order.</summary>
public sealed class LaneTurmoilTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { CustomerMessagesPerMinute = 0 });

    public LaneTurmoilTests() => support.Customers.Known = new KnownCustomer(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    private LaneScheduler Lanes => support.Get<LaneScheduler>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task No_row_is_lost_none_is_handled_twice_and_the_order_is_kept(int seed)
    {
        var random = new Random(seed);
        var customers = Enumerable.Range(0, 6).Select(number => new LookupHash(new Guid(number, 0, 0, new byte[8]))).ToList();
        var fates = new ConcurrentDictionary<long, int>();
        support.Turns.Instead = turn => IsOldest(turn) ? Mischief(turn, fates.AddOrUpdate(turn.Row.Id, 1, (_, count) => count + 1), seed) : TurnReceipt.MovedOn;

        foreach (var round in Enumerable.Range(0, 150))
        {
            var row = Add(customers[random.Next(customers.Count)], round);
            switch (random.Next(4))
            {
                case 0:
                    Lanes.Wake(row.Customer);
                    break;
                case 1:
                    // Stored by another process, or woken too late: the next poll finds it.
                    break;
                default:
                    Lanes.Offer(row);
                    break;
            }

            if (random.Next(10) == 0)
            {
                support.Clock.Move(Step / 2);
            }
        }

        await support.Clock.MoveUntilAsync(
            () =>
            {
                customers.ForEach(Lanes.Wake);
                return support.Inbox.Rows.All(row => row.State == InboxState.Done);
            },
            5 * Step,
            "every row is done");

        foreach (var customer in customers)
        {
            support.Turns.All.Where(turn => turn.Row.Customer == customer).Select(turn => turn.Row.Id)
                .ShouldBe(support.Inbox.Rows.Where(row => row.Entry.Customer == customer).Select(row => row.Id));
        }
    }

    [Fact]
    public async Task A_row_that_only_ever_moves_on_is_slowed_down_counted_and_given_up_and_the_next_one_is_handled()
    {
        var tries = 0;
        support.Turns.Instead = turn =>
        {
            tries += turn.Row.Id == 1 ? 1 : 0;
            return turn.Row.Id == 1 ? TurnReceipt.MovedOn : null;
        };
        Lanes.Offer(Add(PhoneHash, 1));
        Lanes.Offer(Add(PhoneHash, 2));

        await support.Clock.MoveUntilAsync(() => support.Inbox[2].State == InboxState.Done, Step, "the next one is handled");

        support.Inbox[1].State.ShouldBe(InboxState.Dead);
        support.Inbox.Failures.Count.ShouldBe(3);
        tries.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Stopping_does_not_cut_off_the_turn_that_is_under_way()
    {
        var (begun, mayEnd) = (new TaskCompletionSource<CancellationToken>(), new TaskCompletionSource());
        var (lanes, turns) = LanesWith(async token =>
        {
            begun.TrySetResult(token);
            await mayEnd.Task.WaitAsync(token);
        });
        lanes.Offer(Add(PhoneHash, 1));
        var token = await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var stopping = lanes.StopAsync(CancellationToken.None);
        token.IsCancellationRequested.ShouldBeFalse();
        mayEnd.SetResult();

        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, Step, "the lanes have stopped");
        turns().ShouldBe(1);
        token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_has_no_patience_left_cuts_a_turn_off_and_its_row_stays_pending()
    {
        var begun = new TaskCompletionSource();
        var (lanes, turns) = LanesWith(async token =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        lanes.Offer(Add(PhoneHash, 1));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await lanes.StopAsync(new CancellationToken(canceled: true));

        await SupportUnderTest.UntilAsync(() => lanes.Active == 0, "the lane has ended");
        turns().ShouldBe(0);
        support.Inbox[1].State.ShouldBe(InboxState.Pending);
        support.Inbox.Failures.ShouldBeEmpty();
    }

    /// <summary>As every turn store has it: a row is settled only as the oldest pending one of its lane.</summary>
    private bool IsOldest(Turn turn) =>
        support.Inbox.Rows.First(row => row.State == InboxState.Pending && row.Entry.Customer == turn.Row.Customer).Id == turn.Row.Id;

    /// <summary>Fails in its first tries as the row and the seed say: an outage, something that moved on, or a fault of its own.</summary>
    private static TurnReceipt? Mischief(Turn turn, int attempt, int seed) => (attempt, (int)((turn.Row.Id * 7) + seed) % 11) switch
    {
        ( > 3, _) => null,
        (_, 0) => throw new TimeoutException(),
        (1, 1) => throw new InvalidOperationException(),
        ( < 3, 2) => TurnReceipt.MovedOn,
        _ => null,
    };

    private LaneRow Add(LookupHash customer, int number)
    {
        support.Reader.Knows($"m{number}", Text($"m{number}"));
        return support.Inbox.Add(new InboxEntry(InboxKind.Message, customer, OurNumber, default, Noon, FakeReader.Bytes($"m{number}"))).ToLaneRow();
    }

    /// <summary>Lanes whose turns take as long as a test wants; the answer tells how many came to their end.</summary>
    private (LaneScheduler Lanes, Func<int> Turns) LanesWith(Func<CancellationToken, Task> turn)
    {
        var store = new SlowTurns(turn);
        var slow = new SupportUnderTest(SupportUnderTest.Options, services => services.AddSingleton<ITurnStore>(store).AddSingleton<IInbox>(support.Inbox)
            .AddSingleton<IWebhookReader>(support.Reader).AddSingleton<TimeProvider>(support.Clock).AddSingleton<IKnownCustomers>(support.Customers));
        return (slow.Get<LaneScheduler>(), () => store.Ended);
    }

    private sealed class SlowTurns(Func<CancellationToken, Task> turn) : ITurnStore
    {
        public int Ended { get; private set; }

        public async Task<TurnReceipt> CommitAsync(Turn decided, bool claimFirst, CancellationToken cancellationToken)
        {
            await turn(cancellationToken);
            Ended++;
            return new TurnReceipt(true);
        }
    }
}
