using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>While MSG91 is down messages wait, and they leave in order, and not all at once, when it is back.</summary>
public sealed class ProviderAwayTests() : FreshService(new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "30" })
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] Answers = ["Sorry to hear that. Let me help.", "What is your name?"];

    private readonly IReadOnlyList<string> customers = Customers.Next(50);

    private ICircuit Circuit => Service.Services.GetServices<ICircuit>().Single(circuit => circuit.Name == "msg91");

    [Theory]
    [InlineData("503")]
    [InlineData("dropped")]
    public async Task Everybody_is_answered_once_and_in_order_after_few_requests_and_without_a_stampede(string how)
    {
        await GoAwayAsync(how == "503" ? Msg91StandInAnswer.Status(503) : Msg91StandInAnswer.AcceptThenDrop);
        var metrics = await Service.Http.GetStringAsync("/metrics");
        await Service.GetAsync("/health", health => health.ToJsonString().Contains("circuit:msg91\",\"status\":\"degraded", StringComparison.Ordinal), "health shows the circuit");
        var burst = Service.Msg91.Requests.Count;
        for (var probe = 1; probe <= 4; probe++)
        {
            MoveToProbe();
            await Eventually.BecomesTrueAsync(() => Service.Msg91.Requests.Count == burst + probe && Circuit.State == CircuitState.Open, Patience, $"probe {probe} has failed");
        }

        var before = Service.Msg91.Sent.Count;
        Service.Msg91.Respond = Msg91StandInAnswer.Ok;
        MoveToProbe();
        var first = await FirstSecondAsync(before);
        Clock.Move(TimeSpan.FromSeconds(45));
        await Service.DrainAsync(Patience);

        burst.ShouldBeLessThanOrEqualTo(50);
        metrics.ShouldContain("circuit_state{circuit=\"msg91\"} 2");
        first.ShouldBeInRange(2, 9);
        await EverybodyIsAnsweredOnceAsync();
    }

    [Fact]
    public async Task Who_waits_for_what_was_perhaps_sent_is_answered_once_though_nobody_else_is_there_to_try()
    {
        await GoAwayAsync(Msg91StandInAnswer.Hang);

        Service.Msg91.Respond = Msg91StandInAnswer.Ok;
        Clock.Move(TimeSpan.FromSeconds(60));
        await Service.DrainAsync(Patience);

        Service.Msg91.Requests.Count.ShouldBeLessThanOrEqualTo(150);
        await EverybodyIsAnsweredOnceAsync();
    }

    /// <summary>Everybody writes, and nobody is answered.</summary>
    private async Task GoAwayAsync(Msg91StandInAnswer answer)
    {
        Service.Msg91.Clock = Clock;
        Service.Msg91.Respond = answer;
        await Task.WhenAll(customers.Select(customer => Service.SayAsync(customer, "help")));
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE direction = 'outbound'") == 100
                && await Service.CountAsync("messages WHERE delivery_status = 'sending'") == 0
                && Circuit.State == CircuitState.Open,
            Patience,
            "all replies wait");
    }

    private void MoveToProbe()
    {
        if (Circuit.ProbeAt is { } probeAt && probeAt > Clock.GetUtcNow())
        {
            Clock.Move(probeAt - Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>How many arrive within a second of the first that arrives.</summary>
    private async Task<int> FirstSecondAsync(int before)
    {
        IReadOnlyList<Msg91StandInSent> sent = [];
        await Eventually.BecomesTrueAsync(
            () => (sent = [.. Service.Msg91.Sent.Skip(before)]).Count > 0 && sent[^1].At - sent[0].At > TimeSpan.FromSeconds(1.5), Patience, "they leave for a second and a half");
        return sent.Count(message => message.At - sent[0].At <= TimeSpan.FromSeconds(1));
    }

    private async Task EverybodyIsAnsweredOnceAsync()
    {
        foreach (var customer in customers)
        {
            Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe(Answers, $"to {customer}");
        }

        (await Service.CountAsync("messages WHERE direction = 'outbound' AND delivery_status = 'sent'")).ShouldBe(100);
        (await Service.CountAsync("messages WHERE attempts > 2")).ShouldBe(0);
    }
}
