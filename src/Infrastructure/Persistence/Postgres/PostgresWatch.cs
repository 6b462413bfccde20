using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// Notices that the server stands still. The driver then holds a thread of the pool for each command that it gives up, for seconds,
/// while it asks the server to cancel it; as many more threads keep the program answering. (docs/decisions/0018)
/// </summary>
internal sealed partial class PostgresWatch(PostgresDatabase database, IDatabaseStart start, TimeProvider clock, ILogger<PostgresWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ThreadRoom room = new(PostgresSource.Connections);

    public override void Dispose()
    {
        room.Close();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (start.IsReady)
                {
                    await database.AskAsync().WaitAsync(Patience, clock, stoppingToken);
                    Answers();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                DoesNotAnswer(exception);
            }
        }
    }

    private void Answers()
    {
        if (room.Close())
        {
            AnswersAgain(logger);
        }
    }

    private void DoesNotAnswer(Exception exception)
    {
        if (room.Open())
        {
            Silent(logger, exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the database does not answer. Webhooks are answered 503 and come again; what was accepted waits")]
    private static partial void Silent(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again")]
    private static partial void AnswersAgain(ILogger logger);
}
