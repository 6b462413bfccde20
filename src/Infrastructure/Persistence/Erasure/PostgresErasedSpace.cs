using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>
/// Nobody can read a removed row any more, but its page holds it until VACUUM has been there. The server does that by itself, when enough has
/// been removed; here it is asked to do it now, in the background, and once for all who were erased meanwhile.
/// </summary>
internal sealed partial class PostgresErasedSpace(PostgresDatabase database, ILogger<PostgresErasedSpace> logger) : BackgroundService, IErasedSpace
{
    private static readonly string[] Statements = ["VACUUM messages", "VACUUM conversations", "VACUUM customers", "VACUUM inbox"];

    private readonly Channel<bool> asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task OverwriteAsync(CancellationToken cancellationToken)
    {
        asked.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in asked.Reader.ReadAllAsync(stoppingToken))
            {
                await VacuumAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task VacuumAsync(CancellationToken stoppingToken)
    {
        foreach (var statement in Statements)
        {
            try
            {
                await using var vacuum = database.Source.CreateCommand(statement);
                vacuum.CommandTimeout = (int)TimeSpan.FromHours(1).TotalSeconds;
                await vacuum.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException exception) when (!stoppingToken.IsCancellationRequested)
            {
                NotNow(logger, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: what was erased is not overwritten yet; PostgreSQL does it by itself later (autovacuum)")]
    private static partial void NotNow(ILogger logger, string fault);
}
