using System.Diagnostics;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Commits the turn, then tells the cache and the outbox. Neither is needed for correctness: both are found again in the database.</summary>
internal sealed class TurnUnitOfWork(
    ITurnStore store, ISessionStore sessions, Dispatcher dispatcher, OutboxSignal outbox, ErrandSignal errands, SendPace pace, SupportMetrics metrics, SupportTraces traces, TimeProvider clock)
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

        turn = Traced(turn);
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

        metrics.Turns.Committed(turn.Kind, clock.GetElapsedTime(began));
        metrics.Turns.LoopStopped(turn.Loop);
        metrics.Turns.Rated(turn.Verdict);
        if (receipt.Claimed is { } message)
        {
            var claimed = ClaimedMessage.From(message, new ServiceWindow(turn.Customer.LastHeardAt));
            dispatcher.Dispatch(claimed with { TraceParent = turn.TraceParent, AnswersFrom = turn.IsOfMessage ? turn.Row.ReceivedAt : null }, isPaced: true);
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

    /// <summary>As it is where nobody traces it.</summary>
    private Turn Traced(Turn decided)
    {
        if (traces.Here is not { } here)
        {
            return decided;
        }

        Activity.Current?
            .SetTag("turn.kind", decided.Kind)
            .SetTag("conversation.id", decided.Conversation.Id.ToString())
            .SetTag("flow.id", decided.Conversation.Flow?.FlowId);
        return decided with { TraceParent = here, Errand = decided.Errand is { } errand ? errand with { TraceParent = here } : null };
    }
}
