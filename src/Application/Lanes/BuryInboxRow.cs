using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Gives up a row that cannot be handled. It stays visible; the customer gets an apology, and a person is asked to look.</summary>
/// <param name="Sender">Who wrote it, as far as that can be read without danger.</param>
public sealed record BuryInboxRow(LaneRow Row, Sender Sender, string Reason) : ICommand<Result>;

internal sealed class BuryInboxRowHandler(
    CurrentTurn current, LoopGuard loops, IInbox inbox, ISystemTexts texts, ITurns turns, SupportOptions options, SupportMetrics metrics, TimeProvider clock)
    : IRequestHandler<BuryInboxRow, Result>
{
    public async Task<Result> Handle(BuryInboxRow command, CancellationToken cancellationToken)
    {
        metrics.Inbox.RowDied();
        var sender = command.Sender;
        await current.LoadAsync(sender, command.Row with { MustReload = true }, cancellationToken);
        if (current.Customer is null && !sender.IsNamed)
        {
            // Their very first row, and it could not be read: nobody is known to apologise to.
            await inbox.BuryAsync(command.Row.Id, command.Reason, cancellationToken);
            return Result.Success;
        }

        var draft = TurnDraft.Begin(current, sender, command.Row, options, clock.GetUtcNow());
        draft.Flag();

        // Of what a person asked for, or of how long they took, the customer knows nothing: there is nothing to apologise for.
        if (command.Row.Kind == InboxKind.Message)
        {
            Apologise(draft);
        }
        else if (command.Row.Kind is InboxKind.FlowTimer or InboxKind.Answer)
        {
            CallPerson(draft);
        }

        turns.Add(draft.Finish(clock.GetUtcNow(), command.Reason));
        return Result.Success;
    }

    /// <summary>The flow waited for this and for nothing else: left there, it would be silent for as long as the customer writes.</summary>
    private void CallPerson(TurnDraft draft)
    {
        if (draft.Flow is not null && draft.Customer.IsActive && !draft.Conversation.IsWithPerson)
        {
            draft.Say(new Reply(texts.Get(SystemText.HandOver, draft.Conversation.Language)));
            draft.Escalate(FlowEngine.FaultDepartment, FlowFault.Call);
        }
    }

    private void Apologise(TurnDraft draft)
    {
        draft.HearUnread();
        if (draft.Customer.IsActive && !draft.Conversation.IsWithPerson && !loops.Stops(draft, message: null))
        {
            draft.Say(new Reply(
                texts.Get(SystemText.Apology, draft.Conversation.Language),
                [new ReplyOption(Responder.PersonButton, texts.Get(SystemText.OfferPerson, draft.Conversation.Language))]));
        }
    }
}
