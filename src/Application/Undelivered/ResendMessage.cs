using MediatR;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>A person's word that what did not arrive is to be sent anew. The old message stays as it is.</summary>
public sealed record ResendMessage(MessageId Message, Actor By) : ICommand<Result<AcceptedResend>>, IAskedByPerson;

/// <summary>It takes its turn in the customer's lane; asking again changes nothing.</summary>
/// <param name="Message">The one that did not arrive.</param>
/// <param name="ResentAs">The new one; null until its turn has come.</param>
public sealed record AcceptedResend(Guid Message, Guid? ResentAs);

internal sealed class ResendMessageHandler(IUndelivered undelivered, IInbox inbox, ILookupHashes hashes, Arrivals arrivals, TimeProvider clock)
    : IRequestHandler<ResendMessage, Result<AcceptedResend>>
{
    public async Task<Result<AcceptedResend>> Handle(ResendMessage command, CancellationToken cancellationToken)
    {
        if (await undelivered.FindAsync(command.Message, cancellationToken) is not { } found)
        {
            return new MessageNotFound(command.Message);
        }

        var now = clock.GetUtcNow();
        if (found.ResentAs is null)
        {
            var live = found.Latest is { } latest && !latest.IsOverAt(now) ? latest : null;
            if (RefusalOf(found, live, command.By, now) is { } refusal)
            {
                return refusal;
            }

            var seen = live is null ? null : new OwnershipSeen(live.Id, live.OwnershipEpoch);
            var asked = new ResendRequest(command.Message, AskedBy.Of(command.By), seen);
            var row = new InboxEntry(InboxKind.Resend, found.Lane, found.IntegratedNumber, hashes.OfProviderId(asked.UniqueId), now, asked.ToBytes());
            if ((await inbox.StoreAsync([row], cancellationToken))[0].Id is null)
            {
                // Its turn came to nothing: the message had arrived as it seemed then, or the row was given up.
                await inbox.ReviveAsync(row, cancellationToken);
            }

            arrivals.Announce(found.Lane);
        }

        return new AcceptedResend(command.Message.Value, found.ResentAs?.Value);
    }

    /// <summary>What holds at the claim, too: told at once, because nobody looks at a message that they believe to be sent.</summary>
    private static Error? RefusalOf(SentMessage found, Conversation? live, Actor by, DateTimeOffset now)
    {
        var message = found.Message;
        return !message.CanBeSentAnew ? new MessageNotResendable(message.Id, message.Status)
            : found.IsQueued ? new MessageUndecided(message.Id)
            : !found.Customer.IsActive ? new CustomerIsInactive(message.Id)
            : live is not null && !live.LetsSay(message) ? new ConversationIsWithPerson(message.Id)
            : live?.MayHaveSaid(by).Error is { } taken ? taken
            : found.Customer.OptedOutAt is not null ? new CustomerHasOptedOut(message.Id)
            : !new ServiceWindow(found.Customer.LastHeardAt).IsOpenAt(now) ? new WindowIsClosed(message.Id)
            : null;
    }
}
