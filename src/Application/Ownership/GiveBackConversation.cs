using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Ownership;

/// <summary>Whoever has a conversation gives it back to the bot: after everything that its customer has written before.</summary>
public sealed record GiveBackConversation(ConversationId Conversation) : ICommand<Result<AcceptedGiveBack>>, IAskedByPerson;

/// <summary>It is stored and takes its turn in the customer's lane; asking again changes nothing.</summary>
/// <param name="OwnershipEpoch">The ownership that ends with it.</param>
public sealed record AcceptedGiveBack(Guid Conversation, long OwnershipEpoch);

internal sealed class GiveBackConversationHandler(IOwnership ownership, IInbox inbox, ILookupHashes hashes, Arrivals arrivals, TimeProvider clock)
    : IRequestHandler<GiveBackConversation, Result<AcceptedGiveBack>>
{
    public async Task<Result<AcceptedGiveBack>> Handle(GiveBackConversation command, CancellationToken cancellationToken)
    {
        if (await ownership.FindAsync(command.Conversation, cancellationToken) is not { } found)
        {
            return new ConversationNotFound(command.Conversation);
        }

        var (conversation, now) = (found.Conversation, clock.GetUtcNow());
        if (conversation.CanBeGivenBack(now).Error is { } refusal)
        {
            return refusal;
        }

        var asked = new GiveBackRequest(conversation.Id, conversation.OwnershipEpoch);
        var row = new InboxEntry(InboxKind.GiveBack, found.Lane, conversation.IntegratedNumber, hashes.OfProviderId(asked.UniqueId), now, asked.ToBytes());
        if ((await inbox.StoreAsync([row], cancellationToken))[0].Id is null)
        {
            // Somebody has it still: the row was given up.
            await inbox.ReviveAsync(row, cancellationToken);
        }

        arrivals.Announce(found.Lane);
        return new AcceptedGiveBack(conversation.Id.Value, conversation.OwnershipEpoch);
    }
}
