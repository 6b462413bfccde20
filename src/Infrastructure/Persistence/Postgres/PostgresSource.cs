using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// Two pools, so that a burst of lanes never takes the connection that a webhook needs. Statements are prepared once they repeat.
/// </summary>
internal static class PostgresSource
{
    /// <summary>For everything but the webhook: whoever finds all connections busy waits in line.</summary>
    public static NpgsqlDataSource Open(string connectionString) => Build(connectionString, connections: 32, connecting: 15, answering: 15);

    /// <summary>
    /// For storing what is posted: a database that is away is noticed within the webhook's two seconds. A slow answer is waited for a
    /// little longer, though the webhook has given up by then: what is stored after all need not be posted again.
    /// </summary>
    public static NpgsqlDataSource OpenForWebhooks(string connectionString) => Build(connectionString, connections: 4, connecting: 2, answering: 5);

    private static NpgsqlDataSource Build(string connectionString, int connections, int connecting, int answering)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var options = builder.ConnectionStringBuilder;
        options.MaxAutoPrepare = 50;
        options.AutoPrepareMinUsages = 2;
        options.MaxPoolSize = connections;
        options.Timeout = connecting;
        options.CommandTimeout = answering;
        options.ApplicationName = "whatsapp-support";
        return builder.Build();
    }
}
