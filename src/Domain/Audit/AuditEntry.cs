using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Audit;

/// <summary>
/// One change that somebody made, stored in the transaction of the change. What a customer is called, is known by or wrote is never in it
/// (<see cref="Changed"/>): the log is never changed, and erasing a customer must not have to touch it.
/// </summary>
/// <param name="Action">What was done, as <c>subject.past_tense</c>: <c>conversation.taken_over</c>.</param>
/// <param name="SubjectId">Of what was changed.</param>
/// <param name="Before">The changed fields before, as a JSON object; null where there was nothing.</param>
/// <param name="After">The changed fields after, as a JSON object; null where there is nothing any more.</param>
public sealed record AuditEntry(Actor By, string Action, SubjectKind Subject, string SubjectId, string? Before, string? After) : Personal
{
    /// <summary>Stands for a personal value that was changed.</summary>
    public const string Changed = "(changed)";
}

/// <summary>What kind of thing was changed.</summary>
public enum SubjectKind
{
    Conversation,
    Message,
    Customer,
    Agent,
    Key,
    InboxRow,
    Session,

    /// <summary>The log itself: what is removed of it after a time.</summary>
    Audit,

    /// <summary>What answers customers.</summary>
    Flows,
}
