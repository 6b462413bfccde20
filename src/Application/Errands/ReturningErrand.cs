using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>
/// Something comes back to the flow that has waited for it. Void where the conversation is over, or a person has it, or the flow has gone on: then the row is done, and
/// nothing else is changed. Where the customer may not be written to any more, the flow ends here: nothing else would ever come back to it.
/// </summary>
internal sealed class ReturningErrand(CurrentTurn current, IFlowContinuation flows, IInbox inbox, ITurns turns, TimeProvider clock)
{
    public async Task<Result> HandleAsync(LaneRow row, ConversationId conversation, FlowInput.Returning input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // A session may be older than the database, and the flow would not wait for it yet.
        await current.LoadAsync(Sender.OfLane(row.Customer), row with { MustReload = true }, cancellationToken);
        if (IsWaitedFor(conversation, input.Visit, now))
        {
            var draft = TurnDraft.GoOn(current, row, now);
            if (MayBeWrittenTo(current.Customer!, now) ? await flows.GoOnAsync(draft, input, cancellationToken) : draft.LeaveFlow())
            {
                turns.Add(draft.Finish(clock.GetUtcNow()));
                return Result.Success;
            }
        }

        await inbox.SettleAsync(row.Id, cancellationToken);
        return Result.Success;
    }

    private bool IsWaitedFor(ConversationId id, long visit, DateTimeOffset now) => current is { Customer: not null, Conversation: { Flow: { } flow } conversation }
        && conversation.Id == id && flow.Visit() == visit && !conversation.IsOverAt(now) && !conversation.IsWithPerson;

    private static bool MayBeWrittenTo(Customer customer, DateTimeOffset now) => customer.IsActive && new ServiceWindow(customer.LastHeardAt).IsOpenAt(now);
}
