using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What hardly any turn changes, by statements of its own in the turn's transaction: the others pay nothing for it.</summary>
internal static class UnusualTurns
{
    /// <summary>The conversation and the customer have been moved already, and are locked by this.</summary>
    public static async Task KeepUnusualAsync(this SupportContext context, SealedTurn sealedTurn, CancellationToken cancellationToken)
    {
        var turn = sealedTurn.Stored;
        if (!turn.IsUnusual)
        {
            return;
        }

        // A new conversation is inserted whole.
        if (turn.IsTagged && !turn.IsNewConversation)
        {
            await context.Conversations.Where(row => row.Id == turn.Conversation.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(c => c.Tags, turn.Conversation.Tags), cancellationToken);
        }

        if (turn.Speaks)
        {
            await context.Customers.Where(row => row.Id == turn.Customer.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(c => c.Language, turn.Customer.Language).SetProperty(c => c.Version, turn.Customer.Version), cancellationToken);
        }

        context.Notes.AddRange(turn.Notes);
        if (turn.LeavesErrands)
        {
            await context.LeaveErrandsAsync(turn, sealedTurn.ErrandBody, cancellationToken);
        }
    }

    /// <summary>What is there of an earlier visit is void, and goes.</summary>
    private static async Task LeaveErrandsAsync(this SupportContext context, Turn turn, string? body, CancellationToken cancellationToken)
    {
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
                Body = body!,
                DueAt = turn.Conversation.UpdatedAt,
            });
        }
    }
}
