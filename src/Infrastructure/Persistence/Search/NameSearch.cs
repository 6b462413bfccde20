using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>
/// Customers of one word stand in its index in the order of the page. The rarest word is walked from the place asked for, and each customer on
/// the way is looked up under the other words, until the page is full: nothing is sorted.
/// </summary>
internal sealed class NameSearch(IContextFactory contexts, ILookupHashes hashes, Vault vault) : INameSearch
{
    /// <summary>Words that are more common are all the same.</summary>
    private const int CountedUpTo = 1_000;

    public async Task<IReadOnlyList<CustomerView>> FindAsync(SearchWords words, Place? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var marks = await RarestFirstAsync(context, new WordMarks(hashes).Of(words), cancellationToken);
        var ids = await Walk(context, marks, after).Take(limit).Select(mark => mark.CustomerId).ToListAsync(cancellationToken);
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await context.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToListAsync(cancellationToken);
        var found = (await vault.ShowAsync(rows, cancellationToken)).ToDictionary(customer => customer.Id);
        return [.. ids.Where(found.ContainsKey).Select(id => CustomerView.From(found[id]))];
    }

    private static IQueryable<CustomerMark> Walk(SupportContext context, long[] marks, Place? after)
    {
        var rarest = marks[0];
        var rows = context.CustomerMarks.Where(mark => mark.Mark == rarest);
        if (after is { } place)
        {
            // The range comes first, so that the index is entered at the place and not at its beginning.
            var (at, id) = (place.At, place.Id);
            rows = rows.Where(mark => mark.CreatedAt <= at && (mark.CreatedAt < at || ((Guid)(object)mark.CustomerId).CompareTo(id) < 0));
        }

        foreach (var other in marks.Skip(1))
        {
            rows = rows.Where(mark => context.CustomerMarks.Any(same => same.Mark == other && same.CreatedAt == mark.CreatedAt && same.CustomerId == mark.CustomerId));
        }

        return rows.OrderByDescending(mark => mark.CreatedAt).ThenByDescending(mark => mark.CustomerId);
    }

    private static async Task<long[]> RarestFirstAsync(SupportContext context, long[] marks, CancellationToken cancellationToken)
    {
        if (marks.Length == 1)
        {
            return marks;
        }

        var counts = new Dictionary<long, int>();
        foreach (var one in marks)
        {
            counts[one] = await context.CustomerMarks.Where(mark => mark.Mark == one).Take(CountedUpTo).CountAsync(cancellationToken);
        }

        return [.. marks.OrderBy(mark => counts[mark])];
    }
}
