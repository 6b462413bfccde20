using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Flows;

/// <summary>Where the flows that run in the process that answers come from.</summary>
public sealed record RunningView : Personal
{
    /// <summary>files: the folder beside each process. published: what somebody has published.</summary>
    public required FlowSource Source { get; init; }

    /// <summary>Under which number this content is kept, whole: the same files are the same set.</summary>
    public required long Set { get; init; }

    /// <summary>The number of the decision by which they run: what the next one is asked for with, as If-Match. 0 where nobody has ever decided.</summary>
    public required long Publication { get; init; }

    /// <summary>When it was decided; null where nobody has.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>Who has decided it; null where nobody has.</summary>
    public required AuditActor? By { get; init; }

    /// <summary>Why, in their words; null where nobody has decided.</summary>
    public required string? Reason { get; init; }

    internal static RunningView Of(RunningFlows running) => new()
    {
        Source = running.Source,
        Set = running.Set,
        Publication = running.Publication?.Id ?? 0,
        At = running.Publication?.At,
        By = running.Publication is { } by ? new AuditActor(by.ByKind, by.ById, by.ByName) : null,
        Reason = running.Publication?.Reason,
    };
}
