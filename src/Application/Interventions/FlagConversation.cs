using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>A person asks somebody to look at a conversation, or says that nobody need any more.</summary>
public sealed record FlagConversation(ConversationId Conversation, bool? IsFlagged, Actor By, long? IfMatch = null)
    : ICommand<Result<ConversationState>>, IAskedByPerson;

internal sealed class FlagConversationValidator : AbstractValidator<FlagConversation>
{
    public FlagConversationValidator()
    {
        RuleFor(command => command.IsFlagged).NotNull().OverridePropertyName("flagged").WithMessage("missing: true, or false to take the flag away");
    }
}

internal sealed class FlagConversationHandler(Intervening intervening) : IRequestHandler<FlagConversation, Result<ConversationState>>
{
    public async Task<Result<ConversationState>> Handle(FlagConversation command, CancellationToken cancellationToken)
    {
        var isFlagged = command.IsFlagged!.Value;
        var action = isFlagged ? ConversationAudit.Flagged : ConversationAudit.Unflagged;
        var outcome = await intervening.RunAsync(
            command.Conversation,
            command.IfMatch,
            (found, _) => Intervention.Of(found, found.Conversation.Flag(isFlagged), command.By, action),
            cancellationToken);

        return outcome.Succeeded(out var done, out var refusal) ? ConversationState.Of(done.After) : refusal;
    }
}
