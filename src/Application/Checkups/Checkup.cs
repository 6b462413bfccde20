namespace WhatsAppSupport.Application.Checkups;

/// <summary>All checks at once: none waits for another, none is waited for long, and one that fails hides nothing that another has found.</summary>
public sealed class Checkup(TimeProvider clock)
{
    /// <summary>For each that says nothing else; whoever types the command waits no longer than this for all of them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>In the order of the checks.</returns>
    public Task<CheckedPart[]> RunAsync(IEnumerable<ICheck> checks, CancellationToken cancellationToken) =>
        Task.WhenAll(checks.Select(check => RunAsync(check, cancellationToken)));

    private async Task<CheckedPart> RunAsync(ICheck check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(check.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // On a thread of its own: a driver that blocks before its first await must not hold up the others.
            return new CheckedPart(check.Name, await Task.Run(() => check.LookAsync(either.Token), either.Token).WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckedPart(check.Name, [Finding.Wrong($"no answer within {check.Patience.TotalSeconds:0} s", "see whether it is reachable from this machine")]);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Its message may hold an address; its type does not.
            return new CheckedPart(check.Name, [Finding.Wrong($"could not be looked at ({fault.GetType().Name})", "see whether it is reachable from this machine")]);
        }
    }
}

/// <param name="Name">The check's.</param>
public sealed record CheckedPart(string Name, IReadOnlyList<Finding> Findings);
