using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>Says once more what did not arrive, in the customer's live conversation. Void when it has arrived after all, or was sent anew already.</summary>
public sealed record HandleResend(LaneRow Row, ResendRequest Request) : ICommand<Result>;

internal sealed class HandleResendHandler(
    CurrentTurn current, IUndelivered undelivered, IInbox inbox, ITurns turns, SupportOptions options, SupportMetrics metrics, TimeProvider clock)
    : IRequestHandler<HandleResend, Result>
{
    public async Task<Result> Handle(HandleResend command, CancellationToken cancellationToken)
    {
        var found = await undelivered.FindAsync(command.Request.Message, cancellationToken);
        if (found is not { Message.CanBeSentAnew: true, IsQueued: false, ResentAs: null })
        {
            await inbox.SettleAsync(command.Row.Id, cancellationToken);
            return Result.Success;
        }

        var sender = Sender.OfLane(command.Row.Customer);
        await current.LoadAsync(sender, command.Row, cancellationToken);
        var now = clock.GetUtcNow();
        var draft = TurnDraft.Begin(current, sender, command.Row, options, now);
        draft.SayAgain(found.Message);
        turns.Add(draft.Finish(now));
        metrics.MessageResent();
        return Result.Success;
    }
}
