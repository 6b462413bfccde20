using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Faults;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>The numbers of a run.</summary>
internal static class Summary
{
    public static IEnumerable<string> Of(Aftermath after, Postman postman)
    {
        var chronicle = after.Chronicle;
        var (said, taken) = (after.Said.Count(), after.TakenOf.Sum(attempts => attempts.Count()));
        yield return Line($"messages: {said} of {after.Customers.Count} customers; posts, reports and repeats among them: {Answers(postman)}; slowest refusal {postman.SlowestRefusal.TotalSeconds:0.0} s");
        yield return Line($"turns: {after.Inbound.Count}; replies: {after.Outbound.Count} ({States(after)})");
        yield return Line($"sends: {after.Exchanges.Count} requests, {taken} taken, {after.Exchanges.Count(exchange => exchange.AnsweredAt is null)} without an answer; perhaps sent and sent once more: {after.Outbound.Count(row => row.Repeats > 0)}, of which {after.TakenOf.Count(attempts => attempts.Count() > 1)} arrived twice; given up: {after.Outbound.Count(ReplyVerdict.IsGivenUp)}; reports: {after.Reports.Count}");
        yield return Line($"faults: {Faults(chronicle)}");
        yield return Line($"longest silence of a lane: {SilenceVerdict.Longest(after, ProcessFaults.Kill).TotalSeconds:0.0} s after kill -9, {SilenceVerdict.Longest(after, ProcessFaults.Freeze).TotalSeconds:0.0} s after a freeze; slowest end after SIGTERM {SlowestEnd(chronicle):0.0} s; slowest start of a process {chronicle.SlowestStart.TotalSeconds:0.0} s");
    }

    private static string Answers(Postman postman) =>
        string.Join(", ", postman.Answers.OrderByDescending(answer => answer.Value).Select(answer => Line($"{answer.Value} × {answer.Key}")));

    private static string States(Aftermath after) =>
        string.Join(", ", after.Outbound.CountBy(row => row.Status).Select(status => Line($"{status.Value} {status.Key}")));

    private static string Faults(Chronicle chronicle) => string.Join(", ", chronicle.Absences
        .CountBy(absence => Line($"{absence.Subject.Split('-')[0]} {absence.How}"))
        .OrderBy(fault => fault.Key, StringComparer.Ordinal)
        .Select(fault => Line($"{fault.Value} × {fault.Key}")));

    private static double SlowestEnd(Chronicle chronicle) => chronicle.Absences
        .Where(absence => absence.How == ProcessFaults.Terminate).Select(absence => absence.Length.TotalSeconds).DefaultIfEmpty().Max();

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
