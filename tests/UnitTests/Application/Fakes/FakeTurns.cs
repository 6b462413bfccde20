using System.Collections.Concurrent;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Keeps the turns that were committed; the rows of those that the inbox knows are settled by it.</summary>
internal sealed class FakeTurns(FakeInbox inbox) : ITurnStore
{
    private readonly ConcurrentQueue<(Turn Turn, bool ClaimFirst)> commits = new();

    /// <summary>Asked before each commit; what it returns is what happens. Null: it is committed.</summary>
    public Func<Turn, TurnReceipt?> Instead { get; set; } = _ => null;

    /// <summary>Something of that customer is unsettled, so that no reply is claimed.</summary>
    public bool NothingIsClaimed { get; set; }

    public IReadOnlyList<Turn> All => [.. commits.Select(commit => commit.Turn)];

    public Turn Only => commits.ShouldHaveSingleItem().Turn;

    public bool ClaimedFirst => commits.Last().ClaimFirst;

    public Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        if (Instead(turn) is { } receipt)
        {
            return Task.FromResult(receipt);
        }

        commits.Enqueue((turn, claimFirst));
        if (inbox.Rows.Any(row => row.Id == turn.Row.Id))
        {
            inbox.Change(turn.Row.Id, turn.DeadBecause is null ? InboxState.Done : InboxState.Dead, turn.DeadBecause);
        }

        var first = turn.Messages.FirstOrDefault(message => message.Direction == Direction.Outbound);
        return Task.FromResult(new TurnReceipt(true, claimFirst && !NothingIsClaimed ? first : null));
    }
}
