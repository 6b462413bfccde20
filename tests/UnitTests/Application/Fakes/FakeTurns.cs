using System.Collections.Concurrent;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Keeps the turns that were committed. Of a row that the inbox knows it takes only the oldest pending one, as the real one does, and settles it.</summary>
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

        var isKnown = inbox.Rows.Any(row => row.Id == turn.Row.Id);
        if (isKnown && inbox.Rows.FirstOrDefault(row => row.State == InboxState.Pending && row.Entry.Customer == turn.Row.Customer)?.Id != turn.Row.Id)
        {
            return Task.FromResult(TurnReceipt.MovedOn);
        }

        commits.Enqueue((turn, claimFirst));
        if (isKnown)
        {
            inbox.Change(turn.Row.Id, turn.DeadBecause is null ? InboxState.Done : InboxState.Dead, turn.DeadBecause);
        }

        var first = turn.Messages.FirstOrDefault(message => message.Direction == Direction.Outbound);
        return Task.FromResult(new TurnReceipt(true, claimFirst && !NothingIsClaimed ? first : null));
    }
}
