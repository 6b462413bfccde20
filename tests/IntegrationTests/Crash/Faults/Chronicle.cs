using System.Collections.Concurrent;

namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>What was away, and when: what happened can only be judged by who was there to know of it.</summary>
internal sealed class Chronicle
{
    public const string Postgres = "postgres";
    public const string Redis = "redis";
    public const string Provider = "provider";

    private readonly ConcurrentQueue<Absence> absences = new();

    private readonly ConcurrentQueue<(DateTimeOffset From, DateTimeOffset Until)> starts = new();

    public IEnumerable<Absence> Absences => absences;

    /// <summary>How long a process took from its start until it served, with PostgreSQL there to serve from: how slow the machine is.</summary>
    public TimeSpan SlowestStart => starts.Where(start => IsCalm(start.From, start.Until, Postgres))
        .Select(start => start.Until - start.From).DefaultIfEmpty().Max();

    public void NoteStart(DateTimeOffset from, DateTimeOffset until) => starts.Enqueue((from, until));

    public Absence Begin(string subject, string how)
    {
        var absence = new Absence(subject, how);
        absences.Enqueue(absence);
        return absence;
    }

    public int Count(string how) => absences.Count(absence => absence.How == how);

    public bool IsCalm(DateTimeOffset from, DateTimeOffset until, params IEnumerable<string> subjects) => LongestCalm(from, until, subjects) == until - from;

    /// <summary>The longest stretch between the two instants in which all of the subjects were there.</summary>
    public TimeSpan LongestCalm(DateTimeOffset from, DateTimeOffset until, params IEnumerable<string> subjects)
    {
        var (longest, calmSince) = (TimeSpan.Zero, from);
        foreach (var absence in absences.Where(absence => subjects.Contains(absence.Subject) && absence.From < until && absence.Until > from).OrderBy(absence => absence.From))
        {
            longest = Longer(longest, absence.From - calmSince);
            calmSince = absence.Until > calmSince ? absence.Until : calmSince;
        }

        return Longer(longest, until - calmSince);
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
