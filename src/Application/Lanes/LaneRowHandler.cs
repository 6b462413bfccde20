using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Sends the command that a stored row asks for.</summary>
internal sealed class LaneRowHandler(IMediator mediator, LaneRowReaders readers)
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

        var reader = readers.Find(row.Kind) ?? throw new InvalidOperationException($"A row of kind {row.Kind} is in no lane.");
        return Settled(await mediator.Send(reader.Read(row), cancellationToken));
    }

    /// <summary>Gives the row up: the customer gets an apology and the conversation is flagged for a person.</summary>
    public async Task<bool> BuryAsync(LaneRow row, string reason, CancellationToken cancellationToken) =>
        Settled(await mediator.Send(new BuryInboxRow(row, KnownSenderOf(row), reason), cancellationToken));

    /// <summary>What is held to kill the process is not read once more.</summary>
    private Sender KnownSenderOf(LaneRow row) =>
        row.Recoveries <= MostRecoveries && readers.Find(row.Kind) is { } reader ? reader.SenderOf(row) : Sender.OfLane(row.Customer);

    private static bool Settled(Result outcome) => outcome.Error switch
    {
        null => true,
        ConversationMovedOn => false,
        var error => throw new InvalidOperationException($"A row was refused: {error.Code}."),
    };
}
