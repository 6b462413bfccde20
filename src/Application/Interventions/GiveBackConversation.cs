using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>
/// A conversation goes back to the bot, after everything that its customer has written before: at the word of whoever has it, or of who may
/// act for them.
/// </summary>
public sealed record GiveBackConversation(ConversationId Conversation, Actor By, long? IfMatch = null) : ICommand<Result<AcceptedGiveBack>>, IAskedByPerson;

/// <summary>It is stored and takes its turn in the customer's lane; asking again changes nothing.</summary>
/// <param name="OwnershipEpoch">The ownership that ends with it.</param>
/// <param name="Version">Of the conversation as it still is.</param>
public sealed record AcceptedGiveBack(Guid Conversation, long OwnershipEpoch, long Version) : IVersioned;

internal sealed class GiveBackConversationHandler(IInterventions interventions, IInbox inbox, ILookupHashes hashes, Arrivals arrivals, TimeProvider clock)
    : IRequestHandler<GiveBackConversation, Result<AcceptedGiveBack>>
{
    public async Task<Result<AcceptedGiveBack>> Handle(GiveBackConversation command, CancellationToken cancellationToken)
    {
        if (await interventions.FindAsync(command.Conversation, cancellationToken) is not { } found)
        {
            return new ConversationNotFound(command.Conversation);
        }

        var (conversation, now) = (found.Conversation, clock.GetUtcNow());
        if (command.IfMatch is { } version && version != conversation.Version)
        {
            return new VersionMismatch(conversation.Version);
        }

        if (conversation.CanBeGivenBack(command.By, now).Error is { } refusal)
        {
            return refusal;
        }

        var asked = new GiveBackRequest(conversation.Id, conversation.OwnershipEpoch, AskedBy.Of(command.By));
        var row = new InboxEntry(InboxKind.GiveBack, found.Lane, conversation.IntegratedNumber, hashes.OfProviderId(asked.UniqueId), now, asked.ToBytes());
        if ((await inbox.StoreAsync([row], cancellationToken))[0].Id is null)
        {
            // Somebody has it still: the row was given up.
            await inbox.ReviveAsync(row, cancellationToken);
        }

        arrivals.Announce(found.Lane);
        return new AcceptedGiveBack(conversation.Id.Value, conversation.OwnershipEpoch, conversation.Version);
    }
}
