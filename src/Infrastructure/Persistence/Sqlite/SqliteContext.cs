using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Search;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SupportContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // SQLite adds no stored column to a table that has rows, and needs none for an index.
        modelBuilder.Entity<Message>().Property<string?>(MessagesTable.Undelivered).Metadata.SetIsStored(false);
        modelBuilder.Entity<MessageMarks>().Property(message => message.Marks).HasConversion<SqliteMarks.Converter, SqliteMarks.Comparer>();
    }
}
