using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Api.Health;

/// <summary>Asks all parts at once and waits for none of them long: whoever asks has a time-out, too.</summary>
public sealed class HealthReports(IEnumerable<IHealthPart> parts, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    private readonly IReadOnlyList<IHealthPart> parts = [.. parts];

    public async Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(parts.Select(part => AskAsync(part, cancellationToken)));
        return new HealthReport(reports.Select(report => report.Status).DefaultIfEmpty(PartState.Up).Max(), reports);
    }

    private async Task<PartReport> AskAsync(IHealthPart part, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var health = await CheckAsync(part, cancellationToken);
        return new PartReport(part.Name, health.State, health.Detail, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1));
    }

    /// <summary>A part that throws is down; the exception's text may hold an address, its type does not.</summary>
    private async Task<PartHealth> CheckAsync(IHealthPart part, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await part.CheckAsync(either.Token).AsTask().WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PartHealth(PartState.Down, $"no answer within {Patience.TotalMilliseconds:0} ms");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new PartHealth(PartState.Down, exception.GetType().Name);
        }
    }
}
