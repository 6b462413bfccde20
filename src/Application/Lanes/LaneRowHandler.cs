using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Turns a stored row into the command that it means.</summary>
internal sealed class LaneRowHandler(IMediator mediator, IWebhookReader reader, ILookupHashes hashes)
{
    /// <summary>How often a process may begin with a row before it is held to be what kills the process.</summary>
    private const int MostRecoveries = 20;

    /// <returns>False: things have moved on meanwhile; look again.</returns>
    public async Task<bool> HandleAsync(LaneRow row, CancellationToken cancellationToken)
    {
        if (row.Recoveries > MostRecoveries)
        {
            return await BuryAsync(row, "the process died with it too often", cancellationToken);
        }

        Result outcome = row.Kind switch
        {
            InboxKind.Message => await mediator.Send(Read(row), cancellationToken),
            InboxKind.Timer => await mediator.Send(new HandleEscalationTimeout(row, EscalationTimer.Read(row.Body.Span)), cancellationToken),
            _ => throw new InvalidOperationException($"A row of kind {row.Kind} is in no lane."),
        };

        return Settled(outcome);
    }

    /// <summary>Gives the row up: the customer gets an apology and the conversation is flagged for a person.</summary>
    public async Task<bool> BuryAsync(LaneRow row, string reason, CancellationToken cancellationToken) =>
        Settled(await mediator.Send(new BuryInboxRow(row, KnownSenderOf(row), reason), cancellationToken));

    /// <summary>What is held to kill the process is not read once more.</summary>
    private Sender KnownSenderOf(LaneRow row) =>
        row is { Kind: InboxKind.Message, Recoveries: <= MostRecoveries } && reader.Read(row.Body) is [WebhookItem.Inbound { Message: var message }]
            ? SenderOf(row, message)
            : Sender.OfLane(row.Customer);

    private HandleInboundMessage Read(LaneRow row)
    {
        if (reader.Read(row.Body) is not [WebhookItem.Inbound { Message: var message }])
        {
            throw new InvalidOperationException("A stored message is not read as one message any more.");
        }

        return new HandleInboundMessage(row, SenderOf(row, message), message);
    }

    private Sender SenderOf(LaneRow row, InboundMessage message) => new(
        message.From,
        message.From is null ? null : row.Customer,
        message.Bsuid,
        message.Bsuid is null ? null : message.From is null ? row.Customer : hashes.OfBsuid(message.Bsuid));

    private static bool Settled(Result outcome) => outcome.Error switch
    {
        null => true,
        ConversationMovedOn => false,
        var error => throw new InvalidOperationException($"A row was refused: {error.Code}."),
    };
}
