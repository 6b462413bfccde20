using System.Data.Common;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// When a message may be claimed, in SQL, over <c>m</c> (message), <c>c</c> (its conversation) and <c>u</c> (its customer).
/// <c>@opened</c> is the time of the oldest message that still holds a service window open.
/// </summary>
internal static class OutboxRules
{
    /// <summary>What the bot said under an older ownership is withdrawn: a person has taken over since.</summary>
    public const string OwnershipHolds = "(m.author = 'agent' OR m.ownership_epoch = c.ownership_epoch)";

    /// <summary>Why it was withdrawn.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>What becomes of a pending message that a person's take-over has overtaken: what was perhaps sent before is not said to be withdrawn.</summary>
    public const string Withdrawn = "CASE WHEN repeats > 0 THEN 'unknown' ELSE 'cancelled' END";

    /// <summary>Never null, so that its contrary is true for who was never heard.</summary>
    public const string WindowIsOpen = "(u.last_heard_at IS NOT NULL AND u.last_heard_at > @opened)";

    public const string MayBeSent = $"{OwnershipHolds} AND {WindowIsOpen} AND u.opted_out_at IS NULL";

    public const string ClaimedColumns =
        "messages.id, messages.customer_id, messages.author, messages.attempts, messages.sender_number, messages.recipient_number, messages.content, messages.options";

    /// <summary>Reads <see cref="ClaimedColumns"/>.</summary>
    public static ClaimedMessage ReadClaimed(Database database, DbDataReader reader, DateTimeOffset claimedAt) => new(
        new OutgoingMessage(
            new MessageId(database.ReadId(reader, 0)),
            reader.GetString(4),
            reader.GetString(5),
            reader.IsDBNull(6) ? "" : reader.GetString(6),
            OptionsText.Read(reader.IsDBNull(7) ? null : reader.GetString(7))),
        new CustomerId(database.ReadId(reader, 1)),
        LowerCase.Read<Author>(reader.GetString(2)),
        reader.GetInt32(3) + 1,
        claimedAt);
}
