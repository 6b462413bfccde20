using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Deployment;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>Whoever is woken finds out what it means and what to do.</summary>
public sealed partial class AlertPagesTests
{
    private static readonly IReadOnlyDictionary<string, string> Pages = Page().Split(ListedMetrics.Section("Alerts"))[1..]
        .Chunk(2).ToDictionary(page => page[0], page => page[1].Trim(), StringComparer.Ordinal);

    [Fact]
    public void Every_alert_has_its_page_and_every_page_its_alert()
    {
        Pages.Keys.ShouldBe(ShippedRules.AlertNames, ignoreOrder: true);
    }

    [Fact]
    public void An_alert_says_what_is_wrong_how_urgent_it_is_and_where_its_page_is()
    {
        foreach (var alert in ShippedRules.Alerts)
        {
            var name = alert["alert"].Word();
            var severity = alert["labels"]!["severity"].Word();

            severity.ShouldBeOneOf("critical", "warning");
            Pages[name].ShouldStartWith($"**{severity}** ");
            Pages[name].Split("\n\n").Length.ShouldBeGreaterThan(1, $"{name}: what it means, and what to do");
            alert["annotations"]!["summary"].Word().ShouldNotBeEmpty();
            alert["annotations"]!["description"].Word().ShouldNotBeEmpty();
            alert["annotations"]!["runbook_url"].Word().ShouldBe($"docs/operations.md#{name.ToLowerInvariant()}");
        }
    }

    [Fact]
    public void Every_alert_is_tested_on_either_side_of_its_border()
    {
        var checks = ShippedFiles.In("deploy/prometheus/tests", "*.yml")
            .SelectMany(file => YamlFile.Read(file)["tests"].Items())
            .SelectMany(test => test["alert_rule_test"].Items())
            .ToLookup(check => check["alertname"].Word(), check => check["exp_alerts"].Items().Any());

        ShippedRules.AlertNames.ShouldAllBe(alert => checks[alert].Contains(true) && checks[alert].Contains(false));
    }

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Page();
}
