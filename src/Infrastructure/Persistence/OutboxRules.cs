using System.Data.Common;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// When a message may be claimed, in SQL, over <c>m</c> (message), <c>c</c> (its conversation) and <c>u</c> (its customer).
/// <c>@opened</c> is the time of the oldest message that still holds a service window open.
/// </summary>
internal static class OutboxRules
{
    /// <summary>What the bot said under an older ownership is withdrawn: a person has taken over since.</summary>
    public const string OwnershipHolds = "(m.author = 'agent' OR m.ownership_epoch = c.ownership_epoch)";

    /// <summary>Why it was withdrawn: somebody has the conversation.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>Why it was withdrawn: a person has said that the conversation is settled.</summary>
    public const string Resolved = "resolved";

    /// <summary>Why nobody knows what became of it: it waited in a backup, and may have been sent since.</summary>
    public const string Restored = "restored";

    /// <summary>Words of ours for why something was not delivered. All others are a provider's, and may quote what it was asked to send.</summary>
    private static readonly HashSet<string> OwnReasons =
        new([TakenOver, Resolved, Restored, "customer_inactive", "customer_opted_out", "service_window_closed", "outcome_unknown", "unreadable"], StringComparer.Ordinal);

    public static bool IsOwnReason(string reason) => OwnReasons.Contains(reason);

    /// <summary>What becomes of a pending message that a person's take-over has overtaken: what was perhaps sent before is not said to be withdrawn.</summary>
    public const string Withdrawn = "CASE WHEN repeats > 0 THEN 'unknown' ELSE 'cancelled' END";

    /// <summary>Never null, so that its contrary is true for who was never heard.</summary>
    public const string WindowIsOpen = "(u.last_heard_at IS NOT NULL AND u.last_heard_at > @opened)";

    public const string MayBeSent = $"{OwnershipHolds} AND {WindowIsOpen} AND u.opted_out_at IS NULL AND u.is_active";

    /// <summary>Reports come in all the time: one that waits for longer than this shows that nobody looks at them, or that they are too many.</summary>
    public static readonly TimeSpan UnreadAfter = TimeSpan.FromSeconds(2);

    /// <summary>So long a repeat waits for reports that nobody can apply; then its customer's queue goes on all the same.</summary>
    public static readonly TimeSpan LongestWaitForReports = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What was perhaps sent is not sent again while stored reports wait to be looked at: one of them may say that it was sent, and
    /// whoever is to apply them may have died or stand still (docs/decisions/0020). <c>@unread</c> and <c>@waited</c> are the times of the above.
    /// </summary>
    public const string EvidenceIsRead =
        """
        (m.repeats = 0 OR m.unknown_since <= @waited OR NOT EXISTS (
          SELECT 1 FROM inbox r WHERE r.state = 'pending' AND r.kind = 'report' AND r.next_attempt_at <= @unread))
        """;

    public const string ClaimedColumns =
        """
        messages.id, messages.customer_id, messages.author, messages.attempts, messages.sender_number, messages.recipient_number, messages.content, messages.options,
        messages.message_type, messages.media,
        (SELECT heard.last_heard_at FROM customers heard WHERE heard.id = messages.customer_id),
        (SELECT keyed.data_key FROM customers keyed WHERE keyed.id = messages.customer_id),
        messages.traceparent, messages.created_at, CASE WHEN messages.processing_time IS NOT NULL AND 'inbound' = (
          SELECT asked.direction FROM messages asked WHERE asked.conversation_id = messages.conversation_id AND asked.ordinal = messages.ordinal - 1)
          THEN messages.processing_time END
        """;

    /// <summary>Reads <see cref="ClaimedColumns"/>; what is to be said is still sealed (<see cref="Sealing.ClaimedMessages"/>).</summary>
    public static ClaimedRow ReadClaimed(Database database, DbDataReader reader, DateTimeOffset claimedAt) =>
        new(ReadMessage(database, reader, claimedAt), reader.IsDBNull(11) ? null : reader.GetFieldValue<byte[]>(11));

    private static ClaimedMessage ReadMessage(Database database, DbDataReader reader, DateTimeOffset claimedAt) => new(
        new OutgoingMessage(
            new MessageId(database.ReadId(reader, 0)),
            reader.GetString(4),
            reader.GetString(5),
            reader.IsDBNull(6) ? "" : reader.GetString(6),
            OptionsText.Read(reader.IsDBNull(7) ? null : reader.GetString(7)))
        {
            Type = LowerCase.Read<MessageType>(reader.GetString(8)),
            Media = reader.IsDBNull(9) ? null : reader.GetString(9),
        },
        new CustomerId(database.ReadId(reader, 1)),
        LowerCase.Read<Author>(reader.GetString(2)),
        reader.GetInt32(3) + 1,
        claimedAt,
        database.ReadInstant(reader, 10) + ServiceWindow.Length)
    {
        TraceParent = reader.IsDBNull(12) ? null : reader.GetString(12),
        AnswersFrom = reader.IsDBNull(14) ? null : database.ReadInstant(reader, 13) - TimeSpan.FromSeconds(reader.GetDouble(14)),
    };
}
