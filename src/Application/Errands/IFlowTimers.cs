using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Errands;

/// <summary>When flows go on by themselves, as it is kept in the database; a turn sets it (<see cref="Conversations.Turn.Timer"/>).</summary>
public interface IFlowTimers
{
    /// <summary>
    /// Each that is due becomes a row of its lane, and is gone with the same commit. One whose conversation is in no flow any more, or in a person's hands, only goes.
    /// </summary>
    Task<FiredTimers> FireDueAsync(int limit, CancellationToken cancellationToken);
}

/// <param name="Count">How many were due.</param>
/// <param name="Lanes">Whose rows were stored.</param>
public sealed record FiredTimers(int Count, IReadOnlyList<LookupHash> Lanes);
