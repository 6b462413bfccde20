using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>How many conversations there are, under the filters of the list.</summary>
/// <param name="By">Who asks: whose conversations <c>me</c> are.</param>
public sealed record CountConversations(AskedConversations Which, Actor By) : IQuery<Result<ConversationCounts>>
{
    /// <summary>No further: what a count costs must not grow with what is stored.</summary>
    public const int Most = 10_000;
}

/// <summary>A status that was not asked for counts nothing.</summary>
/// <param name="Waiting">Escalated, and nobody has it.</param>
public sealed record ConversationCounts(BoundedCount Active, BoundedCount Escalated, BoundedCount Completed, BoundedCount Waiting, BoundedCount Flagged);

/// <param name="Count">At most <see cref="CountConversations.Most"/>.</param>
/// <param name="IsMore">There are more than that.</param>
public sealed record BoundedCount(int Count, bool IsMore)
{
    internal static BoundedCount Of(int found) => new(Math.Min(found, CountConversations.Most), found > CountConversations.Most);
}

internal sealed class CountConversationsValidator() : AskedConversationsRules<CountConversations>(query => query.Which);

internal sealed class CountConversationsHandler(IConversationReads reads) : IRequestHandler<CountConversations, Result<ConversationCounts>>
{
    public async Task<Result<ConversationCounts>> Handle(CountConversations query, CancellationToken cancellationToken)
    {
        // One more than is told, to know whether there are more.
        var tally = await reads.CountAsync(query.Which.Read(query.By.Id), CountConversations.Most + 1, cancellationToken);
        return new ConversationCounts(
            BoundedCount.Of(tally.Active),
            BoundedCount.Of(tally.Escalated),
            BoundedCount.Of(tally.Completed),
            BoundedCount.Of(tally.Waiting),
            BoundedCount.Of(tally.Flagged));
    }
}
