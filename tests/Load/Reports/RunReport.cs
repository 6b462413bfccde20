using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;

namespace WhatsAppSupport.Load.Reports;

/// <summary>What came of one run of a profile.</summary>
internal sealed record RunReport
{
    public required Profile Profile { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A second of messages after the other, while they came.</summary>
    public required double Seconds { get; init; }

    public required long Said { get; init; }

    public required long Heard { get; init; }

    /// <summary>Replies of a second, while messages came.</summary>
    public required double PerSecond { get; init; }

    public required long Repeats { get; init; }

    public required long ReportsPosted { get; init; }

    /// <summary>Posts that were not answered 200, and came again.</summary>
    public required long Refused { get; init; }

    public required Percentiles Webhooks { get; init; }

    public required Percentiles Replies { get; init; }

    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>Of PostgreSQL: those that took the longest in all.</summary>
    public required IReadOnlyList<StatementTime> Statements { get; init; }

    /// <summary>What must not be: a line for each kind of it.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public required IReadOnlyList<Moment> Moments { get; init; }

    public required IReadOnlyDictionary<string, List<ProcessSample>> Processes { get; init; }
}
