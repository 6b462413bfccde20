using System.Runtime.CompilerServices;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Persistence;

/// <summary>What waits is bounded in number, weight and time.</summary>
public sealed class GroupCommitBacklogTests : GroupCommitUnderTest
{
    [Fact]
    public async Task More_than_may_wait_is_refused_at_once()
    {
        await using var commits = Commits(new() { Capacity = 3 });
        var results = await AddWhileBusyAsync(commits, [2, 3, 4]);

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(5, CancellationToken.None); });

        FirstMayEnd.SetResult();
        (await Task.WhenAll(results)).Length.ShouldBe(4);
    }

    [Fact]
    public async Task More_than_may_be_held_in_weight_is_refused_at_once_and_taken_again_when_it_is_written()
    {
        await using var commits = Commits(new() { Weigh = item => item, Heaviest = 10 });
        var results = await AddWhileBusyAsync(commits, [4, 5]);

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(3, CancellationToken.None); });

        FirstMayEnd.SetResult();
        await Task.WhenAll(results);
        (await commits.AddAsync(9, CancellationToken.None)).ShouldBe("wrote 9");
    }

    [Fact]
    public async Task A_batch_is_never_heavier_than_allowed_and_a_heavy_item_goes_alone()
    {
        await using var commits = Commits(new() { Weigh = item => item, HeaviestBatch = 10 });
        var results = await AddWhileBusyAsync(commits, [4, 5, 3, 30, 2]);

        FirstMayEnd.SetResult();

        await Task.WhenAll(results);
        Batches.ShouldBe([[1], [4, 5], [3], [30], [2]]);
    }

    [Fact]
    public async Task Who_gives_up_before_its_batch_begins_is_not_written_and_weighs_nothing_any_more()
    {
        using var patience = new CancellationTokenSource();
        await using var commits = Commits(new() { Weigh = item => item, Heaviest = 10 });
        var results = await AddWhileBusyAsync(commits, [2]);
        var impatient = commits.AddAsync(7, patience.Token);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(impatient);
        results.Add(commits.AddAsync(6, CancellationToken.None));
        FirstMayEnd.SetResult();
        await Task.WhenAll(results);
        Batches.ShouldBe([[1], [2, 6]]);
    }

    [Fact]
    public async Task What_waits_no_more_is_held_by_nobody_though_the_batch_before_it_hangs()
    {
        using var patience = new CancellationTokenSource();
        await using var commits = new GroupCommit<byte[], string>(async items =>
        {
            FirstHasBegun.TrySetResult();
            await FirstMayEnd.Task;
            return [.. items.Select(_ => "")];
        }, _ => false);
        var first = commits.AddAsync([1], CancellationToken.None);
        await FirstHasBegun.Task;
        var body = AddAndGiveUp(commits, patience);

        await patience.CancelAsync();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        body.IsAlive.ShouldBeFalse();
        FirstMayEnd.SetResult();
        await first;
    }

    [Fact]
    public async Task Who_would_wait_too_long_is_refused_at_once()
    {
        await using var commits = Commits(new() { Patience = TimeSpan.FromSeconds(1.5) });
        var results = await AddWhileBusyAsync(commits, [2]);
        Clock.Move(TimeSpan.FromSeconds(1));
        results.Add(commits.AddAsync(3, CancellationToken.None));

        Clock.Move(TimeSpan.FromSeconds(1));

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(4, CancellationToken.None); });
        FirstMayEnd.SetResult();
        (await Task.WhenAll(results)).ShouldBe(["wrote 1", "wrote 2", "wrote 3"]);
    }

    [Fact]
    public async Task However_slow_it_was_a_new_item_is_tried_when_nothing_is_being_written()
    {
        await using var commits = Commits(new() { Patience = TimeSpan.FromSeconds(1.5) });
        var results = await AddWhileBusyAsync(commits, []);
        Clock.Move(TimeSpan.FromMinutes(10));

        FirstMayEnd.SetResult();
        await Task.WhenAll(results);

        await Eventually.BecomesTrueAsync(() => TryAdd(commits, 2), TimeSpan.FromSeconds(10), "the next one is taken");
    }

    private static bool TryAdd(GroupCommit<int, string> commits, int item)
    {
        try
        {
            return commits.AddAsync(item, CancellationToken.None) is not null;
        }
        catch (OverloadedException)
        {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AddAndGiveUp(GroupCommit<byte[], string> commits, CancellationTokenSource patience)
    {
        var body = new byte[1024 * 1024];
        _ = commits.AddAsync(body, patience.Token);
        return new WeakReference(body);
    }
}
