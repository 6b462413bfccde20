using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>A conversation goes on only from the version that was read: whoever comes second changes nothing.</summary>
internal static class ConversationMoves
{
    /// <returns>False: somebody else has moved it meanwhile.</returns>
    public static async Task<bool> MoveAsync(this SupportContext context, Conversation conversation, long expected, CancellationToken cancellationToken) =>
        await context.Conversations
            .Where(row => row.Id == conversation.Id && row.Version == expected)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(c => c.Status, conversation.Status)
                    .SetProperty(c => c.Flow, conversation.Flow)
                    .SetProperty(c => c.Topic, conversation.Topic)
                    .SetProperty(c => c.Language, conversation.Language)
                    .SetProperty(c => c.Department, conversation.Department)
                    .SetProperty(c => c.Assignee, conversation.Assignee)
                    .SetProperty(c => c.AssigneeId, conversation.AssigneeId)
                    .SetProperty(c => c.AssignedAt, conversation.AssignedAt)
                    .SetProperty(c => c.OwnershipEpoch, conversation.OwnershipEpoch)
                    .SetProperty(c => c.EscalationReason, conversation.EscalationReason)
                    .SetProperty(c => c.EscalatedAt, conversation.EscalatedAt)
                    .SetProperty(c => c.IsFlagged, conversation.IsFlagged)
                    .SetProperty(c => c.Loop, conversation.Loop)
                    .SetProperty(c => c.FirstResponseAt, conversation.FirstResponseAt)
                    .SetProperty(c => c.FirstResponseTime, conversation.FirstResponseTime)
                    .SetProperty(c => c.ResolutionTime, conversation.ResolutionTime)
                    .SetProperty(c => c.SatisfactionScore, conversation.SatisfactionScore)
                    .SetProperty(c => c.Version, conversation.Version)
                    .SetProperty(c => c.NextOrdinal, conversation.NextOrdinal)
                    .SetProperty(c => c.UpdatedAt, conversation.UpdatedAt)
                    .SetProperty(c => c.CompletedAt, conversation.CompletedAt),
                cancellationToken) == 1;
}
