using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Deployment;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>The rules under deploy/prometheus/rules, and the dashboards under deploy/grafana.</summary>
internal static class ShippedRules
{
    public static IReadOnlyList<JsonNode> Recordings { get; } = [.. RulesOf("recording")];

    public static IReadOnlyList<JsonNode> Alerts { get; } = [.. RulesOf("alerts")];

    public static IReadOnlyList<string> AlertNames { get; } = [.. Alerts.Select(alert => alert["alert"].Word())];

    public static IReadOnlyDictionary<string, JsonNode> Dashboards { get; } =
        ShippedFiles.In("deploy/grafana/dashboards", "*.json").ToDictionary(path => path, ShippedFiles.Json, StringComparer.Ordinal);

    /// <summary>Everything that is asked of Prometheus, and where.</summary>
    public static IEnumerable<(string Place, string Expression)> Expressions =>
        Recordings.Select(rule => (rule["record"].Word(), rule["expr"].Word()))
            .Concat(Alerts.Select(rule => (rule["alert"].Word(), rule["expr"].Word())))
            .Concat(from dashboard in Dashboards
                    from panel in dashboard.Value["panels"].Items()
                    from target in panel["targets"].Items()
                    select ($"{dashboard.Key}: {panel["title"].Word()}", target["expr"].Word()));

    /// <summary>What the rules are tested with, and where.</summary>
    public static IEnumerable<(string Place, string Expression)> TestedSeries =>
        from file in ShippedFiles.In("deploy/prometheus/tests", "*.yml")
        from test in YamlFile.Read(file)["tests"].Items()
        from series in test["input_series"].Items()
        select ($"{file}: {test["name"].Word()}", series["series"].Word());

    private static IEnumerable<JsonNode> RulesOf(string file) =>
        YamlFile.Read($"deploy/prometheus/rules/{file}.yml")["groups"].Items().SelectMany(group => group["rules"].Items());
}
