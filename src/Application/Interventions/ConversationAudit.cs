using System.Text.Json.Nodes;
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
    public static AuditEntry Entry(
        Actor by, string action, Conversation before, Conversation after, params IEnumerable<KeyValuePair<string, JsonNode?>> more)
    {
        var changed = FieldsOf(before).Zip(FieldsOf(after)).Where(pair => !JsonNode.DeepEquals(pair.First.Value, pair.Second.Value)).ToList();
        return new AuditEntry(
            by,
            action,
            SubjectKind.Conversation,
            before.Id.ToString(),
            Text(changed.Select(pair => pair.First)),
            Text(changed.Select(pair => pair.Second).Concat(more)));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> FieldsOf(Conversation conversation) =>
    [
        new("status", conversation.Status.ToString().ToLowerInvariant()),
        new("assignee", conversation.Assignee),
        new("assigneeId", conversation.AssigneeId),
        new("department", conversation.Department),
        new("ownershipEpoch", conversation.OwnershipEpoch),
        new("isFlagged", conversation.IsFlagged),
        new("firstResponseTime", conversation.FirstResponseTime),
        new("resolutionTime", conversation.ResolutionTime),
    ];

    private static string? Text(IEnumerable<KeyValuePair<string, JsonNode?>> fields) =>
        new JsonObject(fields) is { Count: > 0 } json ? json.ToJsonString() : null;
}
