using WhatsAppSupport.IntegrationTests.Deployment;

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
    public void Everything_that_is_recorded_is_used()
    {
        var used = ShippedRules.Expressions.SelectMany(one => PromQl.MetricsIn(one.Expression)).ToHashSet(StringComparer.Ordinal);

        ShippedRules.Recordings.Select(rule => rule["record"].Word()).Except(used).ShouldBeEmpty();
    }
}
