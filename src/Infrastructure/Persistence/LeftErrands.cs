using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What a turn leaves behind for later, in its own transaction. What was there of an earlier visit is void, and goes.</summary>
internal static class LeftErrands
{
    public static async Task LeaveErrandsAsync(this SupportContext context, SealedTurn sealedTurn, CancellationToken cancellationToken)
    {
        var turn = sealedTurn.Clear;
        if (!turn.LeavesErrands)
        {
            return;
        }

        var id = turn.Conversation.Id;
        if (!turn.IsNewConversation)
        {
            await context.FlowTimers.Where(timer => timer.ConversationId == id).ExecuteDeleteAsync(cancellationToken);
            await context.FlowErrands.Where(errand => errand.ConversationId == id).ExecuteDeleteAsync(cancellationToken);
        }

        if (turn.Timer is { } timer)
        {
            context.Add(new FlowTimerRecord { ConversationId = id, Visit = timer.Visit, DueAt = timer.DueAt });
        }

        if (turn.Errand is { } errand)
        {
            // By what they are known for certain: what a turn has only learned may turn out to be another customer's.
            var known = turn.CustomerBefore ?? turn.Customer;
            context.Add(new FlowErrandRecord
            {
                ConversationId = id,
                Visit = errand.Visit,
                RowId = turn.Row.Id,
                Slot = (known.PhoneHash ?? known.BsuidHash ?? turn.Row.Customer).Slot,
                Line = errand.Line,
                Body = sealedTurn.ErrandBody!,
                DueAt = turn.Conversation.UpdatedAt,
            });
        }
    }
}
