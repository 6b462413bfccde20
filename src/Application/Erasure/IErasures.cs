using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Erasure;

/// <summary>Takes customers out of the database for good.</summary>
public interface IErasures
{
    /// <summary>
    /// In one transaction: the customer, their conversations and their messages, also those that wait to be sent; whatever of the inbox is
    /// theirs or names them; and the entry of the audit log. What happens to them at that moment (a turn, a reply, a send's result, a report)
    /// has happened before, or finds nothing and changes nothing. Of what the provider may repeat our number and the hash of its id stay, so
    /// that a repeat does not bring them back. A row of each of their lanes asks for the rest (<see cref="HandleErasure"/>).
    /// </summary>
    /// <param name="entry">Made of how much there was.</param>
    /// <returns>Refused where there is no such customer, or where they are known by something else each time one looks.</returns>
    Task<Result<ErasedCustomer>> EraseAsync(CustomerId customer, Func<ErasedCounts, AuditEntry> entry, CancellationToken cancellationToken);

    /// <summary>What was removed is overwritten: at once where the database is a file of ours, soon where a server sees to it.</summary>
    Task OverwriteAsync(CancellationToken cancellationToken);

    /// <summary>All is done that a lane's row asked for: it goes, too.</summary>
    Task FinishAsync(long row, CancellationToken cancellationToken);
}

public sealed record ErasedCounts(int Conversations, int Messages);

/// <param name="Addresses">What they were written to by: the number, the user id, or both.</param>
/// <param name="Sessions">Under which of them something may be remembered.</param>
public sealed record ErasedCustomer(IReadOnlyList<string> Addresses, IReadOnlyList<SessionKey> Sessions) : Personal;
