using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.UnitTests.Persistence;

public sealed class GroupCommitTests : GroupCommitUnderTest
{
    [Fact]
    public async Task Whoever_comes_while_a_batch_is_written_shares_the_next_one_in_the_order_of_arrival()
    {
        await using var commits = Commits();
        var results = await AddWhileBusyAsync(commits, Enumerable.Range(2, 20));

        FirstMayEnd.SetResult();

        (await Task.WhenAll(results)).ShouldBe(Enumerable.Range(1, 21).Select(item => $"wrote {item}"));
        Batches.ShouldBe([[1], [.. Enumerable.Range(2, 20)]]);
    }

    [Fact]
    public async Task A_batch_is_never_larger_than_allowed()
    {
        await using var commits = Commits(new() { Largest = 8 });
        var results = await AddWhileBusyAsync(commits, Enumerable.Range(2, 20));

        FirstMayEnd.SetResult();

        await Task.WhenAll(results);
        Batches.Select(batch => batch.Length).ShouldBe([1, 8, 8, 4]);
    }

    [Fact]
    public async Task What_must_stand_apart_is_never_in_one_batch_and_still_in_order()
    {
        await using var commits = Commits(new() { Apart = item => item % 10 });
        var results = await AddWhileBusyAsync(commits, [2, 3, 12, 4, 13]);

        FirstMayEnd.SetResult();

        await Task.WhenAll(results);
        Batches.ShouldBe([[1], [2, 3], [12, 4, 13]]);
    }

    [Fact]
    public async Task The_fault_of_one_item_is_its_own()
    {
        await using var commits = Commits(faulty: 4);
        var results = await AddWhileBusyAsync(commits, [2, 3, 4, 5]);

        FirstMayEnd.SetResult();

        await Should.ThrowAsync<FormatException>(results[3]);
        (await Task.WhenAll(results.Where((_, index) => index != 3))).ShouldBe(["wrote 1", "wrote 2", "wrote 3", "wrote 5"]);
    }

    [Fact]
    public async Task A_fault_that_is_nobodys_is_told_to_all_of_the_batch_and_the_next_one_is_written()
    {
        await using var commits = Commits(faulty: 4, isItemsFault: false);
        var results = await AddWhileBusyAsync(commits, [3, 4, 5]);

        FirstMayEnd.SetResult();

        foreach (var result in results.Skip(1))
        {
            await Should.ThrowAsync<FormatException>(result);
        }

        (await commits.AddAsync(6, CancellationToken.None)).ShouldBe("wrote 6");
    }

    [Fact]
    public async Task A_writer_that_forgets_a_result_harms_only_who_waited_for_it()
    {
        await using var commits = new GroupCommit<int, string>(items => Task.FromResult<IReadOnlyList<string>>(items[0] == 1 ? [] : ["written"]), _ => false);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(commits.AddAsync(1, CancellationToken.None));

        (await commits.AddAsync(2, CancellationToken.None)).ShouldBe("written");
    }

    [Fact]
    public async Task Disposing_writes_what_waits_and_takes_nothing_more()
    {
        var commits = Commits();
        var results = await AddWhileBusyAsync(commits, [2, 3]);

        var disposing = commits.DisposeAsync();

        Should.Throw<OverloadedException>(() => { _ = commits.AddAsync(4, CancellationToken.None); });
        FirstMayEnd.SetResult();
        await disposing;
        results.ShouldAllBe(result => result.IsCompletedSuccessfully);
    }
}
