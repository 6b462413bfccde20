using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>A customer's message, in its turn: it is kept, and answered unless a person has the conversation.</summary>
public sealed record HandleInboundMessage(LaneRow Row, Sender Sender, InboundMessage Message) : ICommand<Result>, IRateLimited;

internal sealed class HandleInboundMessageValidator : AbstractValidator<HandleInboundMessage>
{
    public HandleInboundMessageValidator()
    {
        RuleFor(command => command.Row.Id).GreaterThan(0);
        RuleFor(command => command.Sender).Must(sender => sender.IsNamed)
            .WithMessage("a sender has a phone number or a business-scoped user id");
    }
}

internal sealed class HandleInboundMessageHandler(
    CurrentTurn current, Responder responder, LoopGuard loops, ISystemTexts texts, ITurns turns, SupportOptions options, TimeProvider clock)
    : IRequestHandler<HandleInboundMessage, Result>
{
    public async Task<Result> Handle(HandleInboundMessage command, CancellationToken cancellationToken)
    {
        var (row, message) = (command.Row, command.Message);
        var draft = TurnDraft.Begin(current, command.Sender, row, options, clock.GetUtcNow());
        draft.Hear(message);

        if (IsAnswered(draft, message) && !loops.Stops(draft, message))
        {
            await AnswerAsync(draft, message, cancellationToken);
        }

        turns.Add(draft.Finish(clock.GetUtcNow()));
        return Result.Success;
    }

    private async Task AnswerAsync(TurnDraft draft, InboundMessage message, CancellationToken cancellationToken)
    {
        if (current.Verdict == RateVerdict.StoreAndNotice)
        {
            draft.Say(new Reply(texts.Get(SystemText.RateNotice, draft.Conversation.Language)));
        }
        else if (current.Verdict == RateVerdict.Answer)
        {
            await responder.AnswerAsync(draft, message, cancellationToken);
        }
    }

    /// <summary>A person's conversation, an inactive customer and a reaction are kept without a word.</summary>
    private static bool IsAnswered(TurnDraft draft, InboundMessage message) =>
        !draft.Conversation.IsWithPerson && draft.Customer.IsActive && message.Type != MessageType.Reaction;
}
