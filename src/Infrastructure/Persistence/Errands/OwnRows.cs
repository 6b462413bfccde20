using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Errands;

/// <summary>Rows that this program puts into a lane itself, with something else in one transaction.</summary>
internal static class OwnRows
{
    private const string InsertSql =
        $$"""
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, traceparent)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, 'pending', 0, 0, {7})
        ON CONFLICT (integrated_number, provider_id_hash) WHERE {{InboxTable.IsOfLane}} DO NOTHING
        """;

    /// <summary>Nothing, where the row is there already.</summary>
    public static Task AddOwnRowAsync(this SupportContext context, Database database, InboxEntry entry, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(
            InsertSql,
            [
                entry.Slot!.Value, entry.Customer!.Value.Value, LowerCase.Of(entry.Kind), entry.IntegratedNumber, entry.ProviderId.Value,
                database.Instant(entry.ReceivedAt), entry.Body.ToArray(), entry.TraceParent!,
            ],
            cancellationToken);
}
