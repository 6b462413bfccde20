using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Deployment;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>What Grafana needs of a dashboard to show it, and a person to understand it. Grafana itself does not run here.</summary>
public sealed partial class DashboardTests
{
    private static readonly IEnumerable<JsonNode> Panels = ShippedRules.Dashboards.Values.SelectMany(dashboard => dashboard["panels"].Items());

    [Fact]
    public void There_are_three_each_with_a_name_of_its_own()
    {
        ShippedRules.Dashboards.Keys.Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBe(["conversations", "model-cost", "service"]);
        ShippedRules.Dashboards.Values.Select(dashboard => dashboard["uid"].Word()).ShouldBeUnique();
        ShippedRules.Dashboards.Values.ShouldAllBe(dashboard =>
            dashboard["title"].Word().Length > 0 && dashboard["description"].Word().Length > 0 && (int)dashboard["schemaVersion"]! >= 36 && dashboard["tags"].Words().Contains("whatsapp-support"));
    }

    [Fact]
    public void Every_panel_asks_for_something_and_says_what_it_shows_in_which_unit()
    {
        foreach (var panel in Panels)
        {
            var title = panel["title"].Word();
            var defaults = panel["fieldConfig"]!["defaults"]!;

            panel["type"].Word().ShouldBeOneOf(["stat", "timeseries"], title);
            panel["targets"].Items().ShouldNotBeEmpty(title);
            panel["targets"].Items().ShouldAllBe(target => target["expr"].Word().Length > 0, title);
            panel["targets"].Items().Select(target => target["refId"].Word()).ShouldBeUnique();
            panel["description"].Word().Length.ShouldBeGreaterThan(10, title);
            defaults["unit"].Word().ShouldBeOneOf("s", "none", "reqps", "ops", "bytes", "percentunit", "currencyUSD");
            defaults["thresholds"]!["steps"]![0]!["value"].ShouldBeNull(title);
        }
    }

    [Fact]
    public void Every_panel_asks_the_data_source_that_is_provisioned()
    {
        var provisioned = YamlFile.Read("deploy/grafana/provisioning/datasources/prometheus.yml")["datasources"].Items().Single()["uid"].Word();
        var folder = YamlFile.Read("deploy/grafana/provisioning/dashboards/support.yml")["providers"].Items().Single()["options"]!["path"].Word();

        Panels.SelectMany(panel => panel["targets"].Items().Append(panel)).ShouldAllBe(one => one["datasource"]!["uid"].Word() == provisioned);
        YamlFile.Read("compose.yaml")["services"]!["grafana"]!["volumes"].Words().ShouldContain($"./deploy/grafana/dashboards:{folder}:ro");
    }

    [Fact]
    public void No_panel_lies_on_another_one_and_none_sticks_out()
    {
        foreach (var dashboard in ShippedRules.Dashboards.Values)
        {
            var cells = from panel in dashboard["panels"].Items()
                        let at = panel["gridPos"]!
                        from x in Enumerable.Range((int)at["x"]!, (int)at["w"]!)
                        from y in Enumerable.Range((int)at["y"]!, (int)at["h"]!)
                        select (x, y);

            cells.ShouldBeUnique();
            cells.ShouldAllBe(cell => cell.x < 24);
            dashboard["panels"].Items().Select(panel => (int)panel["id"]!).ShouldBeUnique();
        }
    }

    [Fact]
    public void The_alerts_that_a_panel_names_are_alerts_and_all_are_named()
    {
        var named = Panels.Select(panel => Named().Match(panel["description"].Word()))
            .Where(match => match.Success)
            .SelectMany(match => match.Groups[1].Value.Split(", "))
            .Distinct();

        named.ShouldBe(ShippedRules.AlertNames, ignoreOrder: true);
    }

    [GeneratedRegex(@"Alerts?: ([A-Za-z, ]+)\.")]
    private static partial Regex Named();
}
