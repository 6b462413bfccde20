using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>Says once more what did not arrive, in the customer's live conversation. Void when it has arrived after all, was sent anew already, or may not be said any more.</summary>
public sealed record HandleResend(LaneRow Row, ResendRequest Request) : ICommand<Result>;

internal sealed class HandleResendHandler(
    CurrentTurn current, IUndelivered undelivered, IInbox inbox, ITurns turns, SupportOptions options, SupportMetrics metrics, TimeProvider clock)
    : IRequestHandler<HandleResend, Result>
{
    public async Task<Result> Handle(HandleResend command, CancellationToken cancellationToken)
    {
        var found = await undelivered.FindAsync(command.Request.Message, cancellationToken);
        if (found is not { Message.CanBeSentAnew: true, IsQueued: false, ResentAs: null, Customer.IsActive: true })
        {
            return await SettleAsync(command, cancellationToken);
        }

        var sender = Sender.OfLane(command.Row.Customer);
        await current.LoadAsync(sender, command.Row with { MustReload = true }, cancellationToken);
        if (current.Customer is null)
        {
            // They were erased meanwhile.
            return await SettleAsync(command, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var draft = TurnDraft.Begin(current, sender, command.Row, options, now);
        if (!draft.Conversation.LetsSay(found.Message) || command.Request.IsOvertakenBy(draft.Conversation))
        {
            // A take-over came first, or it was handed on. One that comes later moves the version, and the turn is decided anew.
            return await SettleAsync(command, cancellationToken);
        }

        draft.SayAgain(found.Message);
        var turn = draft.Finish(now);
        turns.Add(turn with { Audit = [EntryOf(command.Request, turn.FirstReply!)] });
        metrics.Sends.Resent();
        return Result.Success;
    }

    private static AuditEntry EntryOf(ResendRequest request, Message again)
    {
        var after = AuditFields.Of(("resentAs", again.Id.ToString()), ("conversation", again.ConversationId.ToString()));
        return new AuditEntry(AskedBy.ActorOf(request.By), "message.resent", SubjectKind.Message, request.Message.ToString(), Before: null, after);
    }

    private async Task<Result> SettleAsync(HandleResend command, CancellationToken cancellationToken)
    {
        await inbox.SettleAsync(command.Row.Id, cancellationToken);
        return Result.Success;
    }
}
