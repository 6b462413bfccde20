using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>
/// Something comes back to the flow that has waited for it. Void where the conversation is over, or a person has it, or the flow has gone on: then the row is done, and
/// nothing else is changed.
/// </summary>
internal sealed class ReturningErrand(CurrentTurn current, IFlowContinuation flows, IInbox inbox, ITurns turns, TimeProvider clock)
{
    public async Task<Result> HandleAsync(LaneRow row, ConversationId conversation, FlowInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // A session may be older than the database, and the flow would not wait for it yet.
        await current.LoadAsync(Sender.OfLane(row.Customer), row with { MustReload = true }, cancellationToken);
        if (IsWaitedFor(conversation, now))
        {
            var draft = TurnDraft.GoOn(current, row, now);
            if (await flows.GoOnAsync(draft, input, cancellationToken))
            {
                turns.Add(draft.Finish(clock.GetUtcNow()));
                return Result.Success;
            }
        }

        await inbox.SettleAsync(row.Id, cancellationToken);
        return Result.Success;
    }

    private bool IsWaitedFor(ConversationId id, DateTimeOffset now) => current is { Customer.IsActive: true, Conversation: { Flow: not null } conversation }
        && conversation.Id == id && !conversation.IsOverAt(now) && !conversation.IsWithPerson;
}
