using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;

namespace WhatsAppSupport.Application.Search;

/// <summary>Finds customers by whole words of their names, all of which must occur, in any order.</summary>
public interface INameSearch
{
    /// <summary>Newest first, then by id; only what stands strictly behind <paramref name="after"/>.</summary>
    /// <param name="words">At least one.</param>
    /// <param name="after">Null: from the newest.</param>
    Task<IReadOnlyList<CustomerView>> FindAsync(SearchWords words, Place? after, int limit, CancellationToken cancellationToken);
}
