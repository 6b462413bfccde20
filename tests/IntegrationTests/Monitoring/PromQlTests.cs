namespace WhatsAppSupport.IntegrationTests.Monitoring;

public sealed class PromQlTests
{
    [Theory]
    [InlineData("max(a_seconds) > 120", "a_seconds", "")]
    [InlineData("sum by (kind, x) (rate(a_total[5m]))", "a_total", "kind x")]
    [InlineData("sum(rate(a_total{outcome=\"b_total} by (c)\", d=~\"e|f\"}[5m])) by (g)", "a_total", "outcome d g")]
    [InlineData("a:b:rate5m offset 1w >= 20 or (a:b:rate5m offset 1d unless c)", "a:b:rate5m c", "")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) / on (instance) group_left (v) b", "a_bucket b", "le instance v")]
    [InlineData("(sum(rate(a[5m])) or vector(0)) / 1e3 > bool 0x1f", "a", "")]
    [InlineData("min_over_time(a:max[1h:1m]) and on() absent(up{job='x'})", "a:max up", "job")]
    public void Metrics_and_labels_are_told_from_everything_else(string expression, string metrics, string labels)
    {
        PromQl.MetricsIn(expression).ShouldBe(metrics.Split(' '), ignoreOrder: true);
        PromQl.LabelsIn(expression).ShouldBe(labels.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("sum(rate(a_total{outcome=\"b\"}[5m])) / sum(c:d:max offset 1d)", "a_total outcome b")]
    [InlineData("a{b=\"c} by {d=\", e != 'f'} or on (g) h:i{j!~`k.*|l`}", "a b c} by {d=", "a e f", "h:i j ~k.*", "h:i j ~l")]
    [InlineData("a{b=~\"c|d\",e=\"f|g\"} > 1", "a b ~c", "a b ~d", "a e f|g")]
    [InlineData("{a=\"b\"}", " a b")]
    [InlineData("sum by (a) (b)")]
    public void What_is_picked_is_told_by_metric_label_and_value(string expression, params string[] picks)
    {
        PromQl.PicksIn(expression).Select(pick => $"{pick.Metric} {pick.Label} {(pick.IsPattern ? "~" : "")}{pick.Value}").ShouldBe(picks);
    }

    [Theory]
    [InlineData("a{b=\"c.\"}", "c.", true)]
    [InlineData("a{b=\"c.\"}", "cd", false)]
    [InlineData("a{b=~\"c.\"}", "cd", true)]
    [InlineData("a{b=~\"c.\"}", "cde", false)]
    public void A_pattern_matches_a_whole_value(string expression, string value, bool matches)
    {
        PromQl.PicksIn(expression).Single().Matches(value).ShouldBe(matches);
    }
}
