using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Persistence;

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
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && DatabaseRefusal.Of(fault, settings, faults) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (faults.IsInfrastructure(exception) && !cancellationToken.IsCancellationRequested)
        {
            if (clock.GetUtcNow() >= until)
            {
                throw DatabaseRefusal.Away(exception);
            }

            NotThere(logger, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the database does not answer yet; trying again")]
    private static partial void NotThere(ILogger logger, string fault);
}
