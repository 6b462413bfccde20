using Microsoft.EntityFrameworkCore;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SupportContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }
}
