using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>The bot has the conversation again; it says nothing until the customer writes. Void when the conversation has changed hands since.</summary>
public sealed record HandleGiveBack(LaneRow Row, GiveBackRequest Request) : ICommand<Result>;

internal sealed class HandleGiveBackHandler(CurrentTurn current, IInbox inbox, ITurns turns, SupportOptions options, TimeProvider clock)
    : IRequestHandler<HandleGiveBack, Result>
{
    public async Task<Result> Handle(HandleGiveBack command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sender = Sender.OfLane(command.Row.Customer);
        await current.LoadAsync(sender, command.Row with { MustReload = true }, cancellationToken);
        if (current.Conversation is not { } conversation
            || conversation.Id != command.Request.Conversation
            || conversation.IsOverAt(now)
            || !conversation.IsTakenSince(command.Request.Epoch))
        {
            await inbox.SettleAsync(command.Row.Id, cancellationToken);
            return Result.Success;
        }

        var draft = TurnDraft.Begin(current, sender, command.Row, options, now);
        draft.ReturnToBot();
        var turn = draft.Finish(now);
        turns.Add(turn with
        {
            Audit = [ConversationAudit.Entry(AskedBy.ActorOf(command.Request.By), ConversationAudit.GivenBack, conversation, turn.Conversation)],
        });
        return Result.Success;
    }
}
