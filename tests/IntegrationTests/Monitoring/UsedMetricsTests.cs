using WhatsAppSupport.IntegrationTests.Deployment;
using WhatsAppSupport.IntegrationTests.Metrics;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>A rule that asks for a metric which is not there is silent for ever, and looks like good news.</summary>
public sealed class UsedMetricsTests
{
    [Fact]
    public void Every_metric_that_rules_and_dashboards_use_is_listed_or_recorded()
    {
        var recorded = ShippedRules.Recordings.Select(rule => rule["record"].Word()).ToHashSet(StringComparer.Ordinal);
        var unknown = from used in ShippedRules.Expressions
                      from metric in PromQl.MetricsIn(used.Expression)
                      where !recorded.Contains(metric) && !ListedMetrics.Names.Contains(metric)
                      select $"{used.Place}: {metric}";

        ListedMetrics.Names.Count.ShouldBeGreaterThan(40);
        unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Every_label_that_they_use_is_listed()
    {
        var unknown = from used in ShippedRules.Expressions
                      from label in PromQl.LabelsIn(used.Expression)
                      where !ListedMetrics.Labels.Contains(label)
                      select $"{used.Place}: {label}";

        unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Every_value_that_they_and_their_tests_pick_by_is_one_that_the_metric_may_have()
    {
        var picks = from used in ShippedRules.Expressions.Concat(ShippedRules.TestedSeries)
                    from pick in PromQl.PicksIn(used.Expression)
                    where !ListedMetrics.OwnLabels.Contains(pick.Label)
                    select (used.Place, Pick: pick);

        picks.Count().ShouldBeGreaterThan(40);
        picks.Where(one => !ListedIn(one.Pick.Metric).Any(metric => MayHave(metric, one.Pick))).ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_is_recorded_is_used()
    {
        var used = ShippedRules.Expressions.SelectMany(one => PromQl.MetricsIn(one.Expression)).ToHashSet(StringComparer.Ordinal);

        ShippedRules.Recordings.Select(rule => rule["record"].Word()).Except(used).ShouldBeEmpty();
    }

    /// <summary>Whichever values a label has whose values are not listed.</summary>
    private static bool MayHave(ListedMetric metric, Pick pick) =>
        metric.Labels.TryGetValue(pick.Label, out var values) && (values.Length == 0 || values.Any(pick.Matches));

    /// <summary>The metric itself, or those that it is recorded from.</summary>
    private static IEnumerable<ListedMetric> ListedIn(string metric) =>
        ShippedRules.Recordings.Where(rule => rule["record"].Word() == metric)
            .SelectMany(rule => PromQl.MetricsIn(rule["expr"].Word()))
            .SelectMany(ListedIn)
            .Concat(ListedMetrics.Called(metric));
}
