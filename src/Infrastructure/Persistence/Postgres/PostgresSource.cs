using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal static class PostgresSource
{
    /// <summary>Statements are prepared once they repeat; a database that is away is noticed within the webhook's two seconds.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var options = builder.ConnectionStringBuilder;
        options.MaxAutoPrepare = 50;
        options.AutoPrepareMinUsages = 2;
        options.MaxPoolSize = 40;
        options.Timeout = 2;
        options.CommandTimeout = 15;
        options.ApplicationName = "whatsapp-support";
        return builder.Build();
    }
}
