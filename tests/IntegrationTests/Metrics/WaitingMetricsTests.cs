using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Metrics;

/// <summary>The number that somebody is woken by.</summary>
public sealed class WaitingMetricsTests() : FreshService
{
    private readonly string customer = Customers.Next();

    [Fact]
    public async Task How_long_customers_wait_is_told_and_over_when_they_are_answered()
    {
        Service.Msg91.AuthKey = "another";
        await Service.SayAsync(customer, "help");
        await CountsAsync("support_outbox_messages{status=\"pending\"} 2", "the replies wait");
        await CountsAsync("support_outbox_held 1\n", "the first was refused");
        await Service.SayAsync(Customers.Next(), "help");
        Clock.Move(TimeSpan.FromSeconds(100));

        await SecondsAsync("support_oldest_unanswered_seconds", 100);
        await SecondsAsync("support_outbox_oldest_seconds", 100);
        await SecondsAsync("support_last_webhook_seconds", 100);

        await Eventually.BecomesTrueAsync(() => Service.Msg91.Requests.Count == 2, Reading.Patience, "it is tried again");
        await CountsAsync("support_sends_in_flight 0\n", "and refused again");
        Service.Msg91.AuthKey = null;
        Clock.Move(TimeSpan.FromSeconds(31));
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();
        await CountsAsync("support_oldest_unanswered_seconds 0\n", "nobody waits");
        await CountsAsync("support_outbox_messages{status=\"pending\"} 0\n", "nothing waits");
    }

    private Task<string> PageAsync() => Service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>Within the time in which it is counted again.</summary>
    private Task CountsAsync(string line, string what) => Eventually.BecomesTrueAsync(
        async () => (await PageAsync()).Contains($"\n{line}", StringComparison.Ordinal), TimeSpan.FromSeconds(60), what);

    private async Task SecondsAsync(string name, double atLeast)
    {
        var page = await PageAsync();
        var line = page.Split('\n').Single(one => one.StartsWith($"{name} ", StringComparison.Ordinal));
        double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}
