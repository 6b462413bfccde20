using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>A person says that a conversation is settled; the customer's next message begins a new one.</summary>
public sealed record ResolveConversation(ConversationId Conversation, Actor By, long? IfMatch = null) : ICommand<Result<ConversationState>>, IAskedByPerson;

internal sealed class ResolveConversationHandler(Intervening intervening) : IRequestHandler<ResolveConversation, Result<ConversationState>>
{
    public async Task<Result<ConversationState>> Handle(ResolveConversation command, CancellationToken cancellationToken)
    {
        var outcome = await intervening.RunAsync(
            command.Conversation,
            command.IfMatch,
            (found, now) => Intervention.Of(found, found.Conversation.Resolve(command.By, now), command.By, ConversationAudit.Resolved),
            cancellationToken);

        return outcome.Succeeded(out var done, out var refusal) ? ConversationState.Of(done.After) : refusal;
    }
}
