using WhatsAppSupport.Load.Measures;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class MeasuresTests
{
    [Fact]
    public void Percentiles_are_those_of_all_that_was_measured()
    {
        var latencies = new Latencies();
        foreach (var milliseconds in Enumerable.Range(1, 1000).OrderBy(number => number * 7919 % 1009))
        {
            latencies.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        latencies.Read().ShouldBe(new Percentiles(1000, 500, 950, 990, 1000));
        new Latencies().Read().ShouldBe(new Percentiles(0, 0, 0, 0, 0));
    }

    [Fact]
    public void The_time_of_a_stage_is_what_was_added_over_all_labels()
    {
        var before = StageTimes.Read(Page((100, 10, 90, 100), (0, 0, 0, 0)));
        var after = StageTimes.Read(Page((150, 10, 90, 200), (50, 0, 100, 100)));

        after.Since(before).ShouldBe([new StageTime("support_turn_seconds", 200, 500, 200, 290, 298)]);
        before.Since(before).ShouldBeEmpty();
    }

    private static string Page(params (double Sum, int UpTo100, int UpTo200, int All)[] kinds) =>
        "# TYPE support_turn_seconds histogram\nsupport_turns_total{kind=\"bot\"} 7\n" + string.Concat(kinds.Select((one, kind) =>
            $"support_turn_seconds_bucket{{kind=\"{kind}\",le=\"0.1\"}} {one.UpTo100}\nsupport_turn_seconds_bucket{{kind=\"{kind}\",le=\"0.2\"}} {one.UpTo200}\n" +
            $"support_turn_seconds_bucket{{kind=\"{kind}\",le=\"0.3\"}} {one.All}\nsupport_turn_seconds_bucket{{kind=\"{kind}\",le=\"+Inf\"}} {one.All}\n" +
            $"support_turn_seconds_sum{{kind=\"{kind}\"}} {one.Sum}\nsupport_turn_seconds_count{{kind=\"{kind}\"}} {one.All}\n"));
}
