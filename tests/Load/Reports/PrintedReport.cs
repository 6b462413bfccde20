namespace WhatsAppSupport.Load.Reports;

/// <summary>For a terminal.</summary>
internal static class PrintedReport
{
    public static void Write(RunReport report, TextWriter output)
    {
        output.WriteLine($"{report.Profile.Name}: {report.Said} messages of {report.Profile.Customers} customers in {report.Seconds:0.0} s; {report.PerSecond:0} replies a second");
        output.WriteLine($"webhooks: {report.Webhooks}");
        output.WriteLine($"reports:  {report.Reports}");
        output.WriteLine($"replies:  {report.Replies}");
        output.WriteLine($"lost: {report.Lost}, doubled: {report.Doubled}, misplaced: {report.Misplaced}");
        output.WriteLine($"besides: {report.Repeats} repeats, {report.ReportsPosted} reports, {report.Refused} posts that were not answered 200 and came again");
        foreach (var stage in report.Stages)
        {
            output.WriteLine($"  {stage.Name}: mean {stage.Mean:0.00}, p50 {stage.P50:0.0}, p95 {stage.P95:0.0}, p99 {stage.P99:0.0} ms ({stage.Count})");
        }

        foreach (var statement in report.Statements)
        {
            output.WriteLine($"  SQL {statement.Total:0} ms in all, {statement.Calls} times {statement.Mean:0.00}: {statement.Statement}");
        }

        foreach (var (name, samples) in report.Processes.Where(pair => pair.Value.Count > 1))
        {
            var cpu = (samples[^1].CpuSeconds - samples[0].CpuSeconds) / (samples.Count - 1);
            output.WriteLine($"  {name}: {cpu:0.00} processors; memory {samples[0].Megabytes:0} MB at first, {samples[samples.Count / 2].Megabytes:0} in the middle, {samples[^1].Megabytes:0} at last, {samples.Max(sample => sample.Megabytes):0} at most");
        }

        foreach (var fault in report.Faults)
        {
            output.WriteLine($"FAULT: {fault}");
        }

        output.WriteLine(report.Faults.Count == 0 ? "nothing is lost, came twice or out of its turn; all bounds hold" : $"{report.Faults.Count} faults");
    }
}
