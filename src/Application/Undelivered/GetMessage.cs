using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>One message of either side with what has become of it: whoever wrote it asks why it failed.</summary>
public sealed record GetMessage(MessageId Message) : IQuery<Result<MessageDetails>>;

/// <param name="IsQueued">It has not left yet, or evidence of what became of it is still waited for.</param>
/// <param name="ResentAs">The message that repeats its words; null when nobody has sent it anew.</param>
public sealed record MessageDetails(Guid Conversation, Guid Customer, bool IsQueued, Guid? ResentAs, MessageView Message) : Personal;

internal sealed class GetMessageHandler(IUndelivered messages) : IRequestHandler<GetMessage, Result<MessageDetails>>
{
    public async Task<Result<MessageDetails>> Handle(GetMessage query, CancellationToken cancellationToken) =>
        await messages.FindAsync(query.Message, cancellationToken) is { Message: var message } found
            ? new MessageDetails(message.ConversationId.Value, message.CustomerId.Value, found.IsQueued, found.ResentAs?.Value, MessageView.From(message))
            : new MessageNotFound(query.Message);
}
