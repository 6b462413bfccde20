using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>
/// What flows want done outside of their turns, as it is kept in the database; a turn leaves it (<see cref="Conversations.Turn.Errand"/>). Whoever does it has claimed it
/// for a time: when that has run out, whoever had it is dead, and it is done once more, under the same key.
/// </summary>
public interface IErrands
{
    /// <summary>What nobody is at, what is due first.</summary>
    /// <param name="slots">Of these slots only; null for all.</param>
    /// <param name="besides">Not of these lines (<see cref="FlowErrand.Line"/>).</param>
    Task<IReadOnlyList<DueErrand>> ListDueAsync(IReadOnlyList<int>? slots, IReadOnlyCollection<int> besides, int limit, CancellationToken cancellationToken);

    /// <returns>Null: somebody else has it, or its conversation is in no flow any more and it is gone.</returns>
    Task<ClaimedErrand?> ClaimAsync(DueErrand errand, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>It takes longer.</summary>
    Task KeepAsync(ClaimedErrand errand, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>It could not be done, and is done once more.</summary>
    /// <param name="counts">Whether it failed for its own reasons, and not because of us.</param>
    Task PutBackAsync(ClaimedErrand errand, DateTimeOffset until, bool counts, CancellationToken cancellationToken);

    /// <summary>The answer becomes a row of the lane, and the errand is gone with the same commit.</summary>
    /// <returns>Null: somebody else has answered it, or the flow has gone on, and nothing is stored. Otherwise whose lane it is.</returns>
    Task<LookupHash?> FinishAsync(ClaimedErrand errand, FlowAnswer answer, CancellationToken cancellationToken);
}

/// <param name="DueAt">As it was read: whoever claims it first changes it.</param>
public sealed record DueErrand(ConversationId Conversation, long Visit, int Line, DateTimeOffset DueAt);

public sealed record ClaimedErrand : Personal
{
    public required ConversationId Conversation { get; init; }

    public required long Visit { get; init; }

    /// <summary>Null: what is stored cannot be read.</summary>
    public required FlowErrand? Errand { get; init; }

    /// <summary>The inbox row whose turn has left it.</summary>
    public required long Row { get; init; }

    /// <summary>How often it was begun, this time included.</summary>
    public required int Claims { get; init; }

    /// <summary>How often it failed for its own reasons.</summary>
    public required int Failures { get; init; }

    /// <summary>What a language model's provider may know the conversation by.</summary>
    public required string SessionId { get; init; }

    public required string Language { get; init; }

    /// <summary>The same whenever it is done once more.</summary>
    public string IdempotencyKey => $"{Row}-{Errand?.StepKey}";
}
