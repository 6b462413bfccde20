using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Commits the turn, then tells the cache and the outbox. Neither is needed for correctness: both are found again in the database.</summary>
internal sealed class TurnUnitOfWork(ITurnStore store, ISessionStore sessions, Dispatcher dispatcher, OutboxSignal outbox, ErrandSignal errands, SendPace pace, SupportMetrics metrics, TimeProvider clock)
    : IUnitOfWork, ITurns
{
    private readonly long began = clock.GetTimestamp();
    private Turn? turn;

    public void Add(Turn decided) =>
        turn = turn is null ? decided : throw new InvalidOperationException("A command decides one turn.");

    public async Task<Result> CommitAsync(CancellationToken cancellationToken)
    {
        if (turn is null)
        {
            return Result.Success;
        }

        var hasReply = turn.Messages.Any(message => message.Direction == Direction.Outbound);
        var paced = hasReply && dispatcher.IsOpen && pace.TryTake(turn.Customer.Id);
        TurnReceipt receipt = default;
        try
        {
            receipt = await store.CommitAsync(turn, paced, cancellationToken);
        }
        finally
        {
            if (paced && receipt.Claimed is null)
            {
                pace.GiveBack(turn.Customer.Id);
            }
        }

        if (!receipt.Committed)
        {
            return new ConversationMovedOn();
        }

        metrics.TurnAnswered(turn.Kind);
        metrics.LoopStopped(turn.Loop);
        metrics.TurnTook(clock.GetElapsedTime(began));
        if (receipt.Claimed is { } message)
        {
            dispatcher.Dispatch(ClaimedMessage.From(message, new ServiceWindow(turn.Customer.LastHeardAt)), isPaced: true);
        }
        else if (hasReply && !paced)
        {
            outbox.Set();
        }

        if (turn.Errand is not null)
        {
            errands.Set();
        }

        await sessions.SaveAsync(
            new SessionKey(turn.Row.Customer, turn.Row.IntegratedNumber),
            new Session(turn.Customer, turn.Conversation, turn.Rate),
            cancellationToken);
        return Result.Success;
    }
}
