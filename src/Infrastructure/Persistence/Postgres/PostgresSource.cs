using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// Three pools, so that a burst of lanes never takes the connection that a webhook needs. Statements are prepared once they repeat.
/// What happens to them when the server stands still: docs/decisions/0018.
/// </summary>
internal static class PostgresSource
{
    /// <summary>As many threads as the driver can hold at once while it gives up on a server that stands still: one for each connection.</summary>
    public const int Connections = General + ForWebhooks + ForQuestions;

    /// <summary>
    /// Who is gone without a word (a machine that lost its power) or stands still in the midst of a transaction holds its locks no longer than a minute; PostgreSQL's own defaults are two hours, and for
    /// ever. Said once to each new connection and not as it is made, which a pooler may refuse (docs/decisions/0038).
    /// </summary>
    private const string LetGo =
        "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 4; SET idle_in_transaction_session_timeout = '60s'";

    private const int General = 32;
    private const int ForWebhooks = 4;
    private const int ForQuestions = 1;

    /// <summary>For everything but the webhook: whoever finds all connections busy waits in line.</summary>
    public static NpgsqlDataSource Open(string connectionString) => Build(connectionString, "general", General, connecting: 5, answering: 15);

    /// <summary>
    /// For storing what is posted: a database that is away is noticed within the webhook's two seconds. A slow answer is waited for a
    /// little longer, though the webhook has given up by then: what is stored after all need not be posted again.
    /// </summary>
    public static NpgsqlDataSource OpenForWebhooks(string connectionString) => Build(connectionString, "webhooks", ForWebhooks, connecting: 2, answering: 5);

    /// <summary>For asking whether it answers at all.</summary>
    public static NpgsqlDataSource OpenForQuestions(string connectionString) => Build(connectionString, "questions", ForQuestions, connecting: 2, answering: 2);

    private static NpgsqlDataSource Build(string connectionString, string name, int connections, int connecting, int answering)
    {
        // Named, because the pool's own metrics would be labelled with the address otherwise.
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        var options = builder.ConnectionStringBuilder;
        options.MaxAutoPrepare = 50;
        options.AutoPrepareMinUsages = 2;
        options.MaxPoolSize = connections;
        options.Timeout = connecting;
        options.CommandTimeout = answering;
        // Nothing of ours changes a session later (no SET, no lock that outlives its transaction), and putting it back takes seven statements with each use.
        options.NoResetOnClose = true;
        options.ApplicationName = "whatsapp-support";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var say = new NpgsqlCommand(LetGo, connection);
                say.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var say = new NpgsqlCommand(LetGo, connection);
                await say.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }
}
