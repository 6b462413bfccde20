using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Deployment;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>Prometheus itself, with what is shipped for it, beside a running program.</summary>
public sealed class PrometheusTests : IAsyncLifetime
{
    private const string Token = "an-invented-metrics-token";

    /// <summary>Everything is done each second here, but the circuit's own pauses of up to 30 s are as they are.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private SupportService service = null!;
    private PrometheusServer prometheus = null!;

    public async Task InitializeAsync()
    {
        service = await SupportService.StartAsync(Backend.Production, Flows.All, new Dictionary<string, string?> { ["METRICS_TOKEN"] = Token, ["MSG91_TIMEOUT"] = "1" });
        // By a name that is not one of loopback: whoever asks so needs the token.
        var target = $"{Dns.GetHostName()}:{service.Http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture)}";
        prometheus = await PrometheusServer.StartNewAsync((folder, port) =>
        {
            PrometheusCopy.Write(folder, [target], port, isHasty: true);
            File.WriteAllText(Path.Combine(folder, "metrics-token"), Token);
        });
    }

    public async Task DisposeAsync()
    {
        await prometheus.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task The_program_is_scraped_with_its_token_and_every_rule_can_be_evaluated()
    {
        await Eventually.BecomesTrueAsync(async () => await UpAsync() == "up", Patience, "the program is scraped");
        await Eventually.BecomesTrueAsync(async () => (await RulesAsync()).All(rule => rule["health"].Word() == "ok"), Patience, "every rule was evaluated");

        (await RulesAsync()).Count.ShouldBe(ShippedRules.Recordings.Count + ShippedRules.Alerts.Count);
        (await RulesAsync()).ShouldAllBe(rule => rule["lastError"] == null);

        await File.WriteAllTextAsync(Path.Combine(prometheus.Folder, "metrics-token"), "another-invented-token");
        await FiresAsync("ProcessDown");
        await File.WriteAllTextAsync(Path.Combine(prometheus.Folder, "metrics-token"), Token);
        await EndsAsync("ProcessDown");
    }

    [Fact]
    public async Task Every_metric_that_a_rule_or_a_dashboard_uses_is_scraped_once_customers_were_answered()
    {
        var (byFlow, byModel) = (Customers.Next(), Customers.Next());
        await service.SayAsync(byFlow, "help");
        await service.SayAsync(byModel, "Do you deliver on Sundays?");
        await service.RepliesAsync(byFlow, 1);
        await service.RepliesAsync(byModel, 1);

        IReadOnlyList<string> missing = [];
        try
        {
            await Eventually.BecomesTrueAsync(async () => (missing = await MissingAsync()).Count == 0, Patience, "all are there");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} Missing: {string.Join(", ", missing)}");
        }
    }

    [Fact]
    public async Task An_alert_fires_while_MSG91_is_away_and_ends_when_it_is_back_though_customers_write_all_the_time()
    {
        await using var traffic = Traffic.Begin(service, "help", perSecond: 20);
        await Eventually.BecomesTrueAsync(async () => await UpAsync() == "up", Patience, "the program is scraped");
        await traffic.GoesOnAsync(40);
        (await FiringAsync()).ShouldNotContain("ProviderAway");

        service.Msg91.Respond = Msg91StandInAnswer.Status(503);
        await FiresAsync("ProviderAway");

        service.Msg91.Respond = Msg91StandInAnswer.Ok;
        await EndsAsync("ProviderAway");
        var customers = await traffic.EndAsync();
        await service.DrainAsync(Patience);
        customers.ShouldAllBe(customer => service.Msg91.SentTo(customer).Count > 0);
    }

    private Task FiresAsync(string alert) => Eventually.BecomesTrueAsync(async () => (await FiringAsync()).Contains(alert), Patience, $"{alert} fires");

    private Task EndsAsync(string alert) => Eventually.BecomesTrueAsync(async () => !(await FiringAsync()).Contains(alert), Patience, $"{alert} ends");

    private async Task<IReadOnlyList<string>> FiringAsync() =>
        [.. (await prometheus.AskAsync("alerts"))["alerts"].Items().Where(alert => alert["state"].Word() == "firing").Select(alert => alert["labels"]!["alertname"].Word())];

    /// <summary>Used, and neither scraped nor recorded yet; that somebody waits for a connection may never happen.</summary>
    private async Task<IReadOnlyList<string>> MissingAsync()
    {
        var there = (await prometheus.AskAsync("label/__name__/values")).Words().Append("db_client_connection_npgsql_pending_requests");
        return [.. ShippedRules.Expressions.SelectMany(used => PromQl.MetricsIn(used.Expression)).Distinct().Except(there)];
    }

    /// <summary>Null until Prometheus has read where the program is.</summary>
    private async Task<string?> UpAsync() => (string?)(await prometheus.AskAsync("targets?state=active"))["activeTargets"].Items()
        .SingleOrDefault(target => target["labels"]!["job"].Word() == "whatsapp-support")?["health"];

    private async Task<IReadOnlyList<JsonNode>> RulesAsync() =>
        [.. (await prometheus.AskAsync("rules"))["groups"].Items().SelectMany(group => group["rules"].Items())];
}
