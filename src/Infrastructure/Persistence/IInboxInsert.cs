using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Inserts rows in one transaction, in order; a row that the unique index knows is left out.</summary>
internal interface IInboxInsert
{
    Task<IReadOnlyList<StoredEntry>> InsertAsync(IReadOnlyList<InboxEntry> entries);
}
