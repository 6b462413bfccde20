using System.Globalization;
using System.Net;

namespace WhatsAppSupport.Load.Reports;

/// <summary>Charts and numbers of one run after another; nothing of it is fetched from anywhere.</summary>
internal static class Page
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1d2733}table{border-collapse:collapse}td,th{padding:.2rem .9rem .2rem 0;text-align:right}" +
        "td:first-child,th:first-child{text-align:left}svg{width:100%;height:auto;background:#f6f8fa;margin:.3rem 0 1rem}.fault{color:#b00020;font-weight:600}.key{margin-right:1rem}";

    public static string Of(IReadOnlyList<RunReport> runs) =>
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Load: {Html(runs[0].Profile.Name)}</title><style>{Style}</style><h1>Load: {Html(runs[0].Profile.Name)}</h1>" +
        $"<p>{Html(runs[0].Profile.About)}</p>{string.Concat(runs.Select(Run))}</html>";

    private static string Run(RunReport run, int number) =>
        $"<h2>Run {number + 1}, {run.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</h2>" +
        $"<p>{run.Said} messages of {run.Profile.Customers} customers in {Number(run.Seconds)} s to {run.Profile.Processes} processes; {Number(run.PerSecond)} replies a second; {run.Repeats} repeats, {run.ReportsPosted} reports, {run.Refused} refused posts; {run.Lost} replies lost, {run.Doubled} doubled, {run.Misplaced} misplaced.</p>" +
        (run.Faults.Count == 0 ? "<p>Nothing is lost, came twice or out of its turn; all bounds hold.</p>" : string.Concat(run.Faults.Select(fault => $"<p class=\"fault\">{Html(fault)}</p>"))) +
        "<table><tr><th>In milliseconds</th><th>p50</th><th>p95</th><th>p99</th><th>max</th><th>count</th></tr>" +
        Row("webhook, from when it was due", run.Webhooks.P50, run.Webhooks.P95, run.Webhooks.P99, Number(run.Webhooks.Max), run.Webhooks.Count) +
        Row("report, from when it was due", run.Reports.P50, run.Reports.P95, run.Reports.P99, Number(run.Reports.Max), run.Reports.Count) +
        Row("reply, from when its message was due", run.Replies.P50, run.Replies.P95, run.Replies.P99, Number(run.Replies.Max), run.Replies.Count) +
        string.Concat(run.Stages.Select(stage => Row(stage.Name, stage.P50, stage.P95, stage.P99, "", stage.Count))) + "</table>" +
        "<table><tr><th>Of PostgreSQL</th><th>calls</th><th>mean, ms</th><th>in all, ms</th></tr>" +
        string.Concat(run.Statements.Select(one => $"<tr><td>{Html(one.Statement)}</td><td>{one.Calls}</td><td>{Number(one.Mean)}</td><td>{Number(one.Total)}</td></tr>")) + "</table>" +
        new Chart("Messages and replies of each second", run.Moments.Count)
            .With("messages", "#1769aa", run.Moments.Select(moment => (double)moment.Said)).With("replies", "#2e7d32", run.Moments.Select(moment => (double)moment.Heard)) +
        new Chart("The slowest of each second, in milliseconds", run.Moments.Count)
            .With("webhook", "#1769aa", run.Moments.Select(moment => moment.SlowestWebhook)).With("reply", "#2e7d32", run.Moments.Select(moment => moment.SlowestReply)) +
        Chart.OfProcesses("Memory, in MB", run.Processes, samples => samples.Select(sample => sample.Megabytes)) +
        Chart.OfProcesses("Processors", run.Processes, samples => samples.Zip(samples.Skip(1), (before, after) => after.CpuSeconds - before.CpuSeconds));

    private static string Row(string name, double p50, double p95, double p99, string max, long count) =>
        $"<tr><td>{Html(name)}</td><td>{Number(p50)}</td><td>{Number(p95)}</td><td>{Number(p99)}</td><td>{max}</td><td>{count}</td></tr>";

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
