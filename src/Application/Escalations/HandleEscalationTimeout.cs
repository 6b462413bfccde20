using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Escalations;

/// <summary>
/// Nobody came within ESCALATION_TIMEOUT: the bot is back, with an apology. Void when the conversation has changed hands since. Where the bot was
/// stopped because another program answers it, it is back without a word: that would be answered, too.
/// </summary>
public sealed record HandleEscalationTimeout(LaneRow Row, EscalationTimer Timer) : ICommand<Result>;

internal sealed class HandleEscalationTimeoutHandler(
    CurrentTurn current, IInbox inbox, ISystemTexts texts, ITurns turns, SupportOptions options, TimeProvider clock)
    : IRequestHandler<HandleEscalationTimeout, Result>
{
    public async Task<Result> Handle(HandleEscalationTimeout command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sender = Sender.OfLane(command.Row.Customer);
        await current.LoadAsync(sender, command.Row with { MustReload = true }, cancellationToken);
        if (current.Conversation is not { } conversation
            || conversation.Id != command.Timer.Conversation
            || conversation.IsOverAt(now)
            || !conversation.StillWaitsForPersonSince(command.Timer.Epoch))
        {
            await inbox.SettleAsync(command.Row.Id, cancellationToken);
            return Result.Success;
        }

        var draft = TurnDraft.Begin(current, sender, command.Row, options, now);
        draft.ReturnToBot();
        if (!conversation.IsStoppedLoop)
        {
            draft.Say(new Reply(texts.Get(SystemText.NobodyCame, conversation.Language)));
        }

        turns.Add(draft.Finish(clock.GetUtcNow()));
        return Result.Success;
    }
}
