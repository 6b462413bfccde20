using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What the audit log says of a conversation: the fields that were changed, and nothing of the customer.</summary>
internal static class ConversationAudit
{
    public const string TakenOver = "conversation.taken_over";
    public const string GivenBack = "conversation.given_back";
    public const string Assigned = "conversation.assigned";
    public const string Resolved = "conversation.resolved";
    public const string Flagged = "conversation.flagged";
    public const string Unflagged = "conversation.unflagged";
    public const string Replied = "conversation.replied";

    /// <param name="more">What else there is afterwards.</param>
    public static AuditEntry Entry(Actor by, string action, Conversation before, Conversation after, params IEnumerable<(string Name, object? Value)> more)
    {
        var changed = FieldsOf(before).Zip(FieldsOf(after)).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).ToList();
        return new AuditEntry(
            by,
            action,
            SubjectKind.Conversation,
            before.Id.ToString(),
            Text([.. changed.Select(pair => pair.First)]),
            Text([.. changed.Select(pair => pair.Second), .. more]));
    }

    private static IEnumerable<(string Name, object? Value)> FieldsOf(Conversation conversation) =>
    [
        ("status", conversation.Status.ToString().ToLowerInvariant()),
        ("assignee", conversation.Assignee),
        ("assigneeId", conversation.AssigneeId?.ToString()),
        ("department", conversation.Department),
        ("ownershipEpoch", conversation.OwnershipEpoch),
        ("isFlagged", conversation.IsFlagged),
        ("firstResponseTime", conversation.FirstResponseTime),
        ("resolutionTime", conversation.ResolutionTime),
    ];

    private static string? Text(IReadOnlyList<(string Name, object? Value)> fields) => fields.Count > 0 ? AuditFields.Of(fields) : null;
}
