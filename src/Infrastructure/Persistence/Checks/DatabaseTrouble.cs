using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Persistence.Checks;

/// <summary>Why a database does not let us in, in words that name no address.</summary>
internal static class DatabaseTrouble
{
    public static Finding Of(DbException refused) => refused switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            Finding.Wrong("the server refuses the user or the password", "put the right ones into DATABASE_URL; @ : / ? # % in a password are percent-encoded"),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            Finding.Wrong("the server has no database of that name", "create it, or name another one in DATABASE_URL"),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            Finding.Wrong("the server has no connection left", "raise max_connections, or put a pooler before it"),
        PostgresException { SqlState: var state } => Finding.Wrong($"the server refuses ({state})", "its own log says why"),
        SqliteException { SqliteErrorCode: 26 or 11 } =>
            Finding.Wrong("the file is no SQLite database, or is broken", "restore the backup, or move it away: then a new one is made"),
        SqliteException { SqliteErrorCode: 14 or 8 } => Finding.Wrong("the SQLite file cannot be opened for writing", "let this user write it and its folder"),
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } } =>
            Finding.Wrong("the server's name cannot be resolved", "put the right host into DATABASE_URL"),
        NpgsqlException { InnerException: SocketException } => Finding.Wrong("nobody answers at that host and port", "start the server, open the way to it, or put the right host into DATABASE_URL"),
        NpgsqlException { InnerException: TimeoutException } or { InnerException: OperationCanceledException } =>
            Finding.Wrong("the server does not answer in time", "see whether it is overloaded, or a firewall swallows what is sent to it"),
        _ => Finding.Wrong($"it does not answer ({(refused.InnerException ?? refused).GetType().Name})", "see whether it runs, and whether DATABASE_URL is right"),
    };
}
