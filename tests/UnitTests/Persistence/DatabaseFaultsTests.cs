using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.UnitTests.Persistence;

/// <summary>Whether the world is broken or the row is: the one is waited for, the other is counted.</summary>
public sealed class DatabaseFaultsTests
{
    public static TheoryData<Exception, bool> Faults => new()
    {
        { new TimeoutException(), true },
        { new OperationCanceledException(), true },
        { new SocketException(), true },
        { new IOException(), true },
        { new OverloadedException(), true },
        { new NpgsqlException("no connection"), true },
        { Postgres("57P01"), true },
        { Postgres("40P01"), true },
        { Postgres("53300"), true },
        { Postgres("53100"), true },
        { Postgres("25006"), true },
        { Postgres("22021"), false },
        { Postgres("23514"), false },
        { new SqliteException("busy", 5), true },
        { new SqliteException("read only", 8), true },
        { new SqliteException("input or output", 10), true },
        { new SqliteException("full", 13), true },
        { new SqliteException("too big", 18), false },
        { new DbUpdateException("wrapped", Postgres("57P01")), true },
        { new DbUpdateException("wrapped", Postgres("23502")), false },
        { new InvalidOperationException("transient", new NpgsqlException("gone")), true },
        { new InvalidOperationException("a bug"), false },
        { new FormatException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_broken_world_is_told_from_a_bad_row(Exception exception, bool isInfrastructure) =>
        new DatabaseFaults().IsInfrastructure(exception).ShouldBe(isInfrastructure);

    [Fact]
    public void A_text_that_is_no_unicode_is_the_rows_fault() => DatabaseFaults.IsRowsFault(new EncoderFallbackException()).ShouldBeTrue();

    [Fact]
    public void Only_a_unique_index_tells_of_a_duplicate()
    {
        DatabaseFaults.IsDuplicate(Postgres(PostgresErrorCodes.UniqueViolation)).ShouldBeTrue();
        DatabaseFaults.IsDuplicate(new DbUpdateException("wrapped", new SqliteException("unique", 19, 2067))).ShouldBeTrue();
        DatabaseFaults.IsDuplicate(new SqliteException("primary key", 19, 1555)).ShouldBeTrue();
        DatabaseFaults.IsDuplicate(new SqliteException("foreign key", 19, 787)).ShouldBeFalse();
        DatabaseFaults.IsDuplicate(Postgres(PostgresErrorCodes.ForeignKeyViolation)).ShouldBeFalse();
    }

    private static PostgresException Postgres(string state) => new("message", "ERROR", "ERROR", state);
}
