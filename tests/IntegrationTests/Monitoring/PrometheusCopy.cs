using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Deployment;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>
/// What is shipped for Prometheus, copied to where a test runs it. Other are only the targets, the token's place (beside it), Prometheus's own port, and, for whoever
/// cannot wait, the times: everything is done each second, and an alert fires after one.
/// </summary>
internal static partial class PrometheusCopy
{
    public static void Write(string folder, IEnumerable<string> targets, int ownPort, bool isHasty = false)
    {
        foreach (var file in ShippedFiles.In("deploy/prometheus", "*.yml").Where(file => !file.Contains("/tests/", StringComparison.Ordinal)))
        {
            var to = Path.Combine(folder, Path.GetRelativePath("deploy/prometheus", file));
            var text = ShippedFiles.Text(file)
                .Replace("/run/secrets/metrics-token", Path.Combine(folder, "metrics-token"), StringComparison.Ordinal)
                .Replace("localhost:9090", $"127.0.0.1:{ownPort.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, isHasty ? Times().Replace(text, "$1 1s") : text);
        }

        File.WriteAllText(Path.Combine(folder, "targets/support.yml"), $"- targets: [{string.Join(", ", targets.Select(target => $"\"{target}\""))}]\n");
    }

    [GeneratedRegex(@"(\b(?:scrape_interval|scrape_timeout|evaluation_interval|for):) [0-9]+[smh]")]
    private static partial Regex Times();
}
