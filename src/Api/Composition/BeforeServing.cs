using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;

namespace WhatsAppSupport.Api.Composition;

/// <summary>What must be right before the first request is taken: the database is there and up to date, and there are flows that can run.</summary>
internal sealed partial class BeforeServing(FlowUpdates flows, IDatabaseStart database, AppSettings settings, IFaults faults, TimeProvider clock, ILogger<BeforeServing> logger)
    : IHostedLifecycleService
{
    /// <summary>A database that is started together with this program may come a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Patience;
        while (!await TryPrepareAsync(until, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>False: it did not answer, and there is time left.</returns>
    private async Task<bool> TryPrepareAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync(cancellationToken);
            await flows.StartAsync(cancellationToken);
            return true;
        }
        catch (FlowFilesInvalidException invalid)
        {
            throw new StartRefusedException(invalid.Message.Split('\n', StringSplitOptions.TrimEntries), invalid);
        }
        catch (EncryptionKeysException wrong)
        {
            throw new StartRefusedException($"ENCRYPTION_KEYS: {wrong.Message}. A right value holds that key, from where it is kept safe; docs/security.md says what is lost without it", wrong);
        }
        catch (DatabaseInUseException inUse)
        {
            throw new StartRefusedException($"DATABASE_URL: {inUse.Message}", inUse);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StartRefusedException("DATABASE_URL: this user may not write the SQLite file there. Set another place, or let this program write there", denied);
        }
        catch (Exception exception) when (settings.Database is DatabaseTarget.Sqlite file && faults.IsInfrastructure(exception) && !cancellationToken.IsCancellationRequested)
        {
            // Waiting makes no file whole.
            throw new StartRefusedException(
                $"DATABASE_URL: {file.Path} cannot be used as a SQLite file ({exception.GetType().Name}). Move it away, and a new one is made; or set another place, such as sqlite:///data/shop.db", exception);
        }
        catch (Exception exception) when (faults.IsInfrastructure(exception) && !cancellationToken.IsCancellationRequested)
        {
            if (clock.GetUtcNow() >= until)
            {
                throw new StartRefusedException(
                    $"DATABASE_URL: the database does not let us in ({exception.GetType().Name}). Is it running, and are name and password right?", exception);
            }

            NotThere(logger, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the database does not answer yet; trying again")]
    private static partial void NotThere(ILogger logger, string fault);
}
