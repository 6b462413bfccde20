using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;

namespace WhatsAppSupport.UnitTests.Persistence;

/// <summary>
/// Processes of the version before go on working on the database of the next one while they are replaced one by one (docs/operations.md): what they read stays, and what they write still fits. What nobody
/// needs any more is taken away a version later.
/// </summary>
public sealed class ExpandingMigrationsTests
{
    /// <summary>The last one before it was promised.</summary>
    private const string Before = "FlowVersions";

    /// <summary>Contracting ones, each with the version since which nobody needs what goes.</summary>
    private static readonly IReadOnlyDictionary<string, string> Contracting = new Dictionary<string, string>();

    [Fact]
    public void On_PostgreSQL_migrations_only_add()
    {
        using var context = new PostgresContext(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=nowhere").Options);

        BreakingIn(context).ShouldBeEmpty();
    }

    [Fact]
    public void On_SQLite_migrations_only_add()
    {
        using var context = new SqliteContext(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=nowhere").Options);

        BreakingIn(context).ShouldBeEmpty();
    }

    private static IEnumerable<string> BreakingIn(DbContext context)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var later = migrations.Migrations.OrderBy(one => one.Key, StringComparer.Ordinal).SkipWhile(one => !IsNamed(one.Key, Before)).Skip(1).ToList();
        return later.Where(one => !Contracting.Keys.Any(name => IsNamed(one.Key, name)))
            .SelectMany(one => migrations.CreateMigration(one.Value, context.Database.ProviderName!).UpOperations.Where(Breaks).Select(operation => $"{one.Key}: {operation.GetType().Name}"));
    }

    private static bool IsNamed(string id, string name) => id.EndsWith($"_{name}", StringComparison.Ordinal);

    private static bool Breaks(MigrationOperation operation) => operation switch
    {
        AddColumnOperation column => !column.IsNullable && column.DefaultValue is null && column.DefaultValueSql is null && column.ComputedColumnSql is null,
        CreateTableOperation => false,
        CreateIndexOperation index => index.IsUnique,
        _ => true,
    };
}
