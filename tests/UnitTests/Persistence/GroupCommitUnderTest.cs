using System.Collections.Concurrent;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Persistence;

/// <summary>A group commit of numbers whose first batch, the one with a 1, is written until the test lets it end.</summary>
public abstract class GroupCommitUnderTest
{
    protected TaskCompletionSource FirstMayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected TaskCompletionSource FirstHasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected MovedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected ConcurrentQueue<int[]> Batches { get; } = new();

    private protected GroupCommit<int, string> Commits(GroupCommitLimits<int>? limits = null, int faulty = -1, bool isItemsFault = true) =>
        new(items => WriteAsync(items, faulty), _ => isItemsFault, limits, Clock);

    private async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<int> items, int faulty)
    {
        Batches.Enqueue([.. items]);
        if (items.Contains(1))
        {
            FirstHasBegun.SetResult();
            await FirstMayEnd.Task;
        }

        return items.Contains(faulty) ? throw new FormatException() : [.. items.Select(item => $"wrote {item}")];
    }

    private protected async Task<List<Task<string>>> AddWhileBusyAsync(GroupCommit<int, string> commits, IEnumerable<int> items)
    {
        var results = new List<Task<string>> { commits.AddAsync(1, CancellationToken.None) };
        await FirstHasBegun.Task;
        results.AddRange(items.Select(item => commits.AddAsync(item, CancellationToken.None)));
        return results;
    }
}
