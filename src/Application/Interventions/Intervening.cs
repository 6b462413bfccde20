using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>Reads the conversation, has it decided, and stores that; anew where the conversation has moved on meanwhile. Then tells the cache and the outbox.</summary>
internal sealed class Intervening(IInterventions interventions, ISessionStore sessions, OutboxSignal outbox, TimeProvider clock)
{
    /// <summary>Each lost race is a turn that was committed: who loses so many asks for a busier customer than there is.</summary>
    private const int MostTries = 10;

    /// <summary>As precise as it is stored, so that whoever asks twice is told the same.</summary>
    private DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <param name="expected">The version that whoever asks has seen; null = whatever it has become.</param>
    /// <param name="decide">Decides on what was read, at that time; asked again after a lost race.</param>
    public async Task<Result<Intervention>> RunAsync(
        ConversationId id, long? expected, Func<OwnedConversation, DateTimeOffset, Result<Intervention>> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await interventions.FindAsync(id, cancellationToken) is not { } found)
            {
                return new ConversationNotFound(id);
            }

            if (expected is { } version && version != found.Conversation.Version)
            {
                return new VersionMismatch(found.Conversation.Version);
            }

            if (!decide(found, Now).Succeeded(out var decided, out var refusal))
            {
                return refusal;
            }

            var outcome = decided.ChangesNothing ? InterventionOutcome.Stored : await interventions.StoreAsync(decided, cancellationToken);
            if (outcome == InterventionOutcome.Stored)
            {
                await TellAsync(decided, cancellationToken);
                return decided;
            }

            if (outcome == InterventionOutcome.Repeated)
            {
                break;
            }
        }

        return new ConversationMovedOn();
    }

    private async Task TellAsync(Intervention done, CancellationToken cancellationToken)
    {
        if (done.Messages.Count > 0)
        {
            outbox.Set();
        }

        // What was over before may be behind a newer conversation of the same customer.
        if (done.Before.Status != ConversationStatus.Completed)
        {
            await RememberAsync(done.Found with { Conversation = done.After }, cancellationToken);
        }
    }

    /// <summary>
    /// Spares the next turn a look at what has moved on. Kept only where it is newer; a cache that never hears of it does no harm, because
    /// its turn then loses on the version.
    /// </summary>
    private async Task RememberAsync(OwnedConversation owned, CancellationToken cancellationToken)
    {
        var key = new SessionKey(owned.Lane, owned.Conversation.IntegratedNumber);
        var rate = (await sessions.FindAsync(key, cancellationToken))?.Rate ?? MessageRate.Begin(clock.GetUtcNow());
        await sessions.SaveAsync(key, new Session(owned.Customer, owned.Conversation, rate), cancellationToken);
    }
}
