using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>
/// What is in the file of an export: every column of every row that is about the customer, under the name of the column. Left out is what
/// says nothing that does not stand beside it: keyed hashes, and what the database computes of other columns.
/// </summary>
/// <param name="Conversations">In the order in which they began.</param>
/// <param name="Messages">Conversation by conversation, each in its order.</param>
/// <param name="Notes">What flows have kept for agents.</param>
/// <param name="FlowTimers">When flows go on by themselves.</param>
/// <param name="FlowErrands">What flows want done outside of their turns, and is not done yet.</param>
/// <param name="Inbox">What was posted by them, as it came and as long as it is kept; and what could not be read and names them.</param>
/// <param name="Audit">What was changed of the customer, of their conversations and of their messages, and by whom.</param>
public sealed record CustomerFile(
    DateTimeOffset ExportedAt,
    ExportedCustomer Customer,
    IReadOnlyList<ExportedConversation> Conversations,
    IReadOnlyList<ExportedMessage> Messages,
    IReadOnlyList<ExportedNote> Notes,
    IReadOnlyList<ExportedFlowTimer> FlowTimers,
    IReadOnlyList<ExportedFlowErrand> FlowErrands,
    IReadOnlyList<ExportedInboxRow> Inbox,
    IReadOnlyList<AuditEntryView> Audit) : Personal;
