using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>All that is stored about one customer, read piece by piece: whoever takes their time to fetch it holds nothing up.</summary>
public interface IExports
{
    /// <summary>The customer as they are now; where there is one, the entry is stored in the audit log.</summary>
    Task<ExportedCustomer?> BeginAsync(CustomerId customer, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>In the order in which they began.</summary>
    IAsyncEnumerable<ExportedConversation> ConversationsAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>Conversation by conversation, each in the order of its messages.</summary>
    IAsyncEnumerable<ExportedMessage> MessagesAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>What is kept for agents, conversation by conversation.</summary>
    IAsyncEnumerable<ExportedNote> NotesAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>When flows go on by themselves.</summary>
    IAsyncEnumerable<ExportedFlowTimer> FlowTimersAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>What flows want done outside of their turns.</summary>
    IAsyncEnumerable<ExportedFlowErrand> FlowErrandsAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>What was posted by them, as long as it is kept, and what could not be read and names them.</summary>
    IAsyncEnumerable<ExportedInboxRow> InboxAsync(CustomerId customer, CancellationToken cancellationToken);

    /// <summary>
    /// What was changed of the customer, of their conversations and of their messages. Read last: throws where the customer was erased
    /// while they were exported, so that no half of a file is taken for the whole.
    /// </summary>
    IAsyncEnumerable<AuditEntryRead> AuditAsync(CustomerId customer, CancellationToken cancellationToken);
}
