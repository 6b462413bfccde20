using WhatsAppSupport.Load.Customers;
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
    public long Refused { get; init; }

    /// <summary>What was posted again and again, and never answered 200; of all rounds, with what came before them.</summary>
    public required long GivenUp { get; init; }

    /// <summary>Messages that nobody has answered; of all rounds, with what came before them.</summary>
    public required int Lost { get; init; }

    /// <summary>Replies that came twice.</summary>
    public required long Doubled { get; init; }

    /// <summary>Replies that came out of their turn.</summary>
    public required long Misplaced { get; init; }

    /// <summary>Replies to nothing that was said.</summary>
    public required long Unexpected { get; init; }

    /// <summary>Of messages, the first time and repeated.</summary>
    public required Percentiles Webhooks { get; init; }

    /// <summary>Of the posts of delivery reports.</summary>
    public required Percentiles Reports { get; init; }

    public required Percentiles Replies { get; init; }

    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>Of PostgreSQL: those that took the longest in all.</summary>
    public IReadOnlyList<StatementTime> Statements { get; init; } = [];

    public Remains Remains { get; init; } = Remains.Nothing;

    /// <summary>What must not be: a line for each kind of it.</summary>
    public IReadOnlyList<string> Faults => Verdict.On(this);

    public required IReadOnlyList<Moment> Moments { get; init; }

    public IReadOnlyDictionary<string, List<ProcessSample>> Processes { get; init; } = new Dictionary<string, List<ProcessSample>>();

    /// <summary>What customers have seen; the rest is known to the servers.</summary>
    public static RunReport Of(Profile profile, DateTimeOffset at, Tally tally, Crowd crowd) => new()
    {
        Profile = profile,
        At = at,
        Seconds = tally.Length.TotalSeconds,
        Said = tally.SaidCount,
        Heard = tally.HeardCount,
        PerSecond = tally.HeardAtEnd / tally.Length.TotalSeconds,
        Repeats = tally.RepeatsPosted,
        ReportsPosted = tally.ReportsPosted,
        GivenUp = crowd.GivenUp,
        Lost = crowd.Lost(),
        Doubled = tally.Doubled,
        Misplaced = tally.Misplaced,
        Unexpected = tally.Unexpected,
        Webhooks = tally.Webhooks.Read(),
        Reports = tally.Reports.Read(),
        Replies = tally.Replies.Read(),
        Moments = tally.Moments,
    };
}
