using System.Collections.Concurrent;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.UnitTests.Persistence;

public sealed class GroupCommitTests
{
    private readonly ConcurrentQueue<int[]> batches = new();
    private readonly TaskCompletionSource firstMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource firstHasBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Whoever_comes_while_a_batch_is_written_shares_the_next_one_in_the_order_of_arrival()
    {
        await using var commits = Commits();
        var results = await AddWhileBusyAsync(commits, Enumerable.Range(2, 20));

        firstMayEnd.SetResult();

        (await Task.WhenAll(results)).ShouldBe(Enumerable.Range(1, 21).Select(item => $"wrote {item}"));
        batches.ShouldBe([[1], [.. Enumerable.Range(2, 20)]]);
    }

    [Fact]
    public async Task A_batch_is_never_larger_than_allowed()
    {
        await using var commits = Commits(largest: 8);
        var results = await AddWhileBusyAsync(commits, Enumerable.Range(2, 20));

        firstMayEnd.SetResult();

        await Task.WhenAll(results);
        batches.Select(batch => batch.Length).ShouldBe([1, 8, 8, 4]);
    }

    [Fact]
    public async Task What_must_stand_apart_is_never_in_one_batch_and_still_in_order()
    {
        await using var commits = Commits(apart: item => item % 10);
        var results = await AddWhileBusyAsync(commits, [2, 3, 12, 4, 13]);

        firstMayEnd.SetResult();

        await Task.WhenAll(results);
        batches.ShouldBe([[1], [2, 3], [12, 4, 13]]);
    }

    [Fact]
    public async Task The_fault_of_one_item_is_its_own()
    {
        await using var commits = Commits(faulty: 4);
        var results = await AddWhileBusyAsync(commits, [2, 3, 4, 5]);

        firstMayEnd.SetResult();

        await Should.ThrowAsync<FormatException>(results[3]);
        (await Task.WhenAll(results.Where((_, index) => index != 3))).ShouldBe(["wrote 1", "wrote 2", "wrote 3", "wrote 5"]);
    }

    [Fact]
    public async Task A_fault_that_is_nobodys_is_told_to_all_of_the_batch_and_the_next_one_is_written()
    {
        await using var commits = Commits(faulty: 4, isItemsFault: false);
        var results = await AddWhileBusyAsync(commits, [3, 4, 5]);

        firstMayEnd.SetResult();

        foreach (var result in results.Skip(1))
        {
            await Should.ThrowAsync<FormatException>(result);
        }

        (await commits.AddAsync(6)).ShouldBe("wrote 6");
    }

    [Fact]
    public async Task A_writer_that_forgets_a_result_harms_only_who_waited_for_it()
    {
        await using var commits = new GroupCommit<int, string>(items => Task.FromResult<IReadOnlyList<string>>(items[0] == 1 ? [] : ["written"]), _ => false);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(commits.AddAsync(1));

        (await commits.AddAsync(2)).ShouldBe("written");
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_at_once()
    {
        await using var commits = Commits(capacity: 3);
        var results = await AddWhileBusyAsync(commits, [2, 3, 4]);

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(5); });

        firstMayEnd.SetResult();
        (await Task.WhenAll(results)).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Disposing_writes_what_waits_and_takes_nothing_more()
    {
        var commits = Commits();
        var results = await AddWhileBusyAsync(commits, [2, 3]);

        var disposing = commits.DisposeAsync();

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(4); });
        firstMayEnd.SetResult();
        await disposing;
        results.ShouldAllBe(result => result.IsCompletedSuccessfully);
    }

    private GroupCommit<int, string> Commits(
        int largest = 256, int capacity = 100, int faulty = -1, bool isItemsFault = true, Func<int, object?>? apart = null) =>
        new(items => WriteAsync(items, faulty), _ => isItemsFault, apart, largest, capacity);

    private async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<int> items, int faulty)
    {
        batches.Enqueue([.. items]);
        if (items.Contains(1))
        {
            firstHasBegun.SetResult();
            await firstMayEnd.Task;
        }

        return items.Contains(faulty) ? throw new FormatException() : [.. items.Select(item => $"wrote {item}")];
    }

    private async Task<List<Task<string>>> AddWhileBusyAsync(GroupCommit<int, string> commits, IEnumerable<int> items)
    {
        var results = new List<Task<string>> { commits.AddAsync(1) };
        await firstHasBegun.Task;
        results.AddRange(items.Select(commits.AddAsync));
        return results;
    }
}
