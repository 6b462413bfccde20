using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using WhatsAppSupport.Application.Lanes;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Tells a database that is away from a row that it refuses.</summary>
internal sealed class DatabaseFaults : IFaults
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public bool IsInfrastructure(Exception exception) => exception switch
    {
        OperationCanceledException or TimeoutException or SocketException or IOException or OverloadedException => true,
        DbUpdateException { InnerException: { } inner } => IsInfrastructure(inner),
        DbException database => !IsRowsFault(database),
        _ => exception.InnerException is { } inner && IsInfrastructure(inner),
    };

    /// <summary>The data itself is refused (SQLSTATE classes 22 and 23; SQLite's mismatch, too big, constraint); everything else passes by itself.</summary>
    public static bool IsRowsFault(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal),
        SqliteException { SqliteErrorCode: 18 or 19 or 20 } => true,

        // A text that is no Unicode cannot even be written to the wire.
        EncoderFallbackException => true,
        DbUpdateException { InnerException: { } inner } => IsRowsFault(inner),
        _ => false,
    };

    /// <summary>Two waited for each other, and PostgreSQL has ended this one's transaction.</summary>
    public static bool IsDeadlock(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => true,
        DbUpdateException { InnerException: { } inner } => IsDeadlock(inner),
        InvalidOperationException { InnerException: { } inner } => IsDeadlock(inner),
        _ => false,
    };

    /// <summary>Somebody else has stored the same thing.</summary>
    public static bool IsDuplicate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint } => true,
        DbUpdateException { InnerException: { } inner } => IsDuplicate(inner),
        _ => false,
    };
}
