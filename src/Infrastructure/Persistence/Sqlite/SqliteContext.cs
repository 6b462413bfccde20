using Microsoft.EntityFrameworkCore;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SupportContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
    }
}
