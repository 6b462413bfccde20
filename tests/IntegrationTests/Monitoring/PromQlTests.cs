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
}
