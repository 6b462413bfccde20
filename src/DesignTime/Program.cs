using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;

Console.WriteLine("This project only serves `dotnet ef migrations add`; see docs/decisions/0005-migrations.md.");

/// <summary>For <c>dotnet ef</c>: no server is asked.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=localhost").Options);
}

/// <inheritdoc cref="PostgresDesign" />
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=:memory:").Options);
}
