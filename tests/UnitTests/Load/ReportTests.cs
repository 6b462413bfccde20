using System.Text.Json;
using WhatsAppSupport.Load.Reports;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class ReportTests : IDisposable
{
    private static readonly RunReport Run = InventedRun.Of("smoke");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("load-report-");

    [Fact]
    public void It_is_printed_with_what_was_lost_doubled_or_misplaced()
    {
        var lines = Printed(Run);

        lines.ShouldContain("webhooks: p50 5.0, p95 10.0, p99 20.0, max 30.0 ms (480)");
        lines.ShouldContain("reports:  p50 4.0, p95 8.0, p99 16.0, max 32.0 ms (1200)");
        lines.ShouldContain("lost: 0, doubled: 0, misplaced: 0");
        lines.ShouldContain("nothing is lost, came twice or out of its turn; all bounds hold");
        Printed(Run with { Lost = 1, Doubled = 2, Misplaced = 3 }).ShouldContain("lost: 1, doubled: 2, misplaced: 3");
    }

    [Fact]
    public void Faults_are_printed_and_counted()
    {
        var lines = Printed(Run with { Lost = 1, Doubled = 2 });

        lines.ShouldContain("FAULT: 1 messages were answered by nobody");
        lines[^1].ShouldBe("2 faults");
    }

    [Fact]
    public async Task It_is_written_for_people_and_for_programs()
    {
        var page = await WrittenReport.WriteAsync([Run with { Lost = 1, Doubled = 2, Misplaced = 3 }], folder.FullName);

        var html = await File.ReadAllTextAsync(page);
        html.ShouldContain("1 replies lost, 2 doubled, 3 misplaced.");
        html.ShouldContain("<td>report, from when it was due</td><td>4.0</td><td>8.0</td><td>16.0</td><td>32.0</td><td>1200</td>");
        html.ShouldContain("<p class=\"fault\">2 replies came twice</p>");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(page, "json")));
        var run = json.RootElement[0];
        (Number(run, "lost"), Number(run, "doubled"), Number(run, "misplaced"), Number(run.GetProperty("reports"), "p99")).ShouldBe((1, 2, 3, 16));
        run.GetProperty("faults").GetArrayLength().ShouldBe(3);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static List<string> Printed(RunReport run)
    {
        using var output = new StringWriter();
        PrintedReport.Write(run, output);
        return [.. output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries)];
    }

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
}
