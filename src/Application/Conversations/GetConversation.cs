using MediatR;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>One conversation with its customer and its newest messages.</summary>
public sealed record GetConversation(ConversationId Conversation) : IQuery<Result<ConversationDetails>>
{
    public const int MaxMessages = 200;
    public const int MaxNotes = 100;
}

/// <param name="Window">Whether the customer may be written to freely now.</param>
/// <param name="Messages">The newest, at most <see cref="GetConversation.MaxMessages"/>, oldest first.</param>
/// <param name="Notes">Kept for agents: the newest, at most <see cref="GetConversation.MaxNotes"/>, oldest first.</param>
public sealed record ConversationDetails(
    ConversationView Conversation, CustomerView Customer, WindowView Window, IReadOnlyList<MessageView> Messages, IReadOnlyList<NoteView> Notes) : Personal, IVersioned
{
    long IVersioned.Version => Conversation.Version;
}

/// <summary>The service window (<see cref="ServiceWindow"/>) at the moment of asking.</summary>
/// <param name="SecondsLeft">0 when it is closed.</param>
/// <param name="ClosesAt">The first moment at which it is, or was, closed; null for who was never heard.</param>
public sealed record WindowView(bool IsOpen, int SecondsLeft, DateTimeOffset? ClosesAt)
{
    internal static WindowView At(DateTimeOffset now, DateTimeOffset? lastHeardAt)
    {
        var window = new ServiceWindow(lastHeardAt);
        return new WindowView(window.IsOpenAt(now), (int)window.LeftAt(now).TotalSeconds, window.ClosesAt);
    }
}

/// <summary>There is no such conversation.</summary>
public sealed record ConversationNotFound(ConversationId Conversation)
    : NotFoundError("conversation_not_found", $"There is no conversation {Conversation}.");

internal sealed class GetConversationHandler(IConversationReads reads, TimeProvider clock)
    : IRequestHandler<GetConversation, Result<ConversationDetails>>
{
    public async Task<Result<ConversationDetails>> Handle(GetConversation query, CancellationToken cancellationToken) =>
        await reads.FindAsync(query.Conversation, GetConversation.MaxMessages, GetConversation.MaxNotes, cancellationToken) is { } found
            ? new ConversationDetails(found.Conversation, found.Customer, WindowView.At(clock.GetUtcNow(), found.Customer.LastHeardAt), found.Messages, found.Notes)
            : new ConversationNotFound(query.Conversation);
}
