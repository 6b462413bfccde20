using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SupportContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // What is new waits in a list that every search reads: it is kept short, and long enough that words go into the index many at a time.
        modelBuilder.Entity<MessageMarks>().HasIndex(message => message.Marks, "ix_message_marks").HasMethod("gin").HasStorageParameter("gin_pending_list_limit", 512);
    }
}
