using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Pages of customers, the newest first.</summary>
internal static class CustomerPages
{
    public static async Task<IReadOnlyList<CustomerView>> PageAsync(
        this IQueryable<Customer> rows, Vault vault, Place? after, int limit, CancellationToken cancellationToken)
    {
        if (after is { } place)
        {
            // The range comes first, so that an index is entered at the place and not at its beginning.
            var (at, id) = (place.At, place.Id);
            rows = rows.Where(c => c.CreatedAt <= at && (c.CreatedAt < at || ((Guid)(object)c.Id).CompareTo(id) < 0));
        }

        var found = await rows
            .OrderByDescending(customer => customer.CreatedAt)
            .ThenByDescending(customer => customer.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. (await vault.ShowAsync(found, cancellationToken)).Select(CustomerView.From)];
    }
}
