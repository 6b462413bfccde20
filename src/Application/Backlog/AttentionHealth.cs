using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Backlog;

/// <summary>Says how much waits for a person. It is no fault of the program, which answers everybody else all the same.</summary>
internal sealed class AttentionHealth(BacklogWatch watch) : IHealthPart
{
    public string Name => "attention";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var counts = watch.Last.Attention;
        return ValueTask.FromResult(counts == AttentionCounts.None ? PartHealth.Up : new PartHealth(
            PartState.Up,
            $"inbox: {counts.DeadRows} dead, {counts.QuarantinedRows} quarantined; messages: {counts.FailedMessages} failed, {counts.UnknownMessages} unknown"));
    }
}
