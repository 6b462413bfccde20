using System.Data.Common;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>An entry of the audit log beside statements that are written by hand; what goes through the context adds an <see cref="AuditRecord"/> to it.</summary>
internal static class AuditInsert
{
    private const string Sql =
        """
        INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, before, after)
        VALUES (@at, @actor_kind, @actor_id, @actor_name, @action, @subject_kind, @subject_id, @before, @after)
        """;

    public static async Task RecordAsync(
        this DbTransaction transaction, Database database, AuditEntry entry, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var insert = transaction.Connection!.Of(
            database,
            Sql,
            ("@at", at),
            ("@actor_kind", LowerCase.Of(entry.By.Kind)),
            ("@actor_id", entry.By.Id),
            ("@actor_name", entry.By.Name),
            ("@action", entry.Action),
            ("@subject_kind", LowerCase.Of(entry.Subject)),
            ("@subject_id", entry.SubjectId),
            ("@before", entry.Before),
            ("@after", entry.After));
        insert.Transaction = transaction;
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
