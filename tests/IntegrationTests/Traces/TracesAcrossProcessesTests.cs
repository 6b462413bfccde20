using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Traces;

/// <summary>One process takes the webhook, another one has the customer: it is one trace all the same, and what both log of it has its ids.</summary>
public sealed class TracesAcrossProcessesTests : IAsyncLifetime
{
    private readonly IReadOnlyList<string> customers = Customers.Next(12);
    private OtlpStandIn collector = null!;
    private SupportProcess first = null!;
    private SupportProcess second = null!;

    public async Task InitializeAsync()
    {
        collector = await OtlpStandIn.StartAsync();
        first = await SupportProcess.StartAsync(Backend.Production, Flows.All, collector.Settings);
        second = await SupportProcess.StartAsync(first.Environment, first.StandIns);
        await first.GetAsync("/health", health => health.ToJsonString().Contains("2 at work", StringComparison.Ordinal), "both are at work");
    }

    public async Task DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task What_one_process_has_taken_and_another_answers_is_one_trace_and_the_log_has_its_ids()
    {
        // A key that is refused is told in the log, in the midst of the turn.
        first.StandIns.OpenRouter.Script("vendor/primary", [.. customers.Select(_ => OpenRouterStandInAnswer.Error(401))]);
        foreach (var customer in customers)
        {
            await first.SayAsync(customer, "When do you open?");
        }

        foreach (var customer in customers)
        {
            await first.RepliesAsync(customer, 1);
        }

        await Eventually.BecomesTrueAsync(
            () => Named("turn").Count >= customers.Count && Named("send").Count == customers.Count && Named("webhook").Count == 2 * customers.Count, Reading.Patience, "all is told");

        var turns = Named("turn");
        turns.Count.ShouldBe(customers.Count);
        turns.ShouldAllBe(turn => Parent(turn, "webhook") != null);
        Named("send").ShouldAllBe(send => Parent(send, "turn") != null);
        turns.Where(turn => Parent(turn, "webhook")!.Process != turn.Process).ShouldNotBeEmpty("some customers are the other's");
        turns.Select(turn => turn.Process).Distinct().Count().ShouldBe(2);
        var lines = Lines(first).Concat(Lines(second)).Where(line => line["MessageTemplate"]!.ToString().Contains("refuses this key", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(customers.Count);
        lines.Select(line => ((string?)line["TraceId"], (string?)line["SpanId"])).ShouldBe(turns.Select(turn => ((string?)turn.Trace, (string?)turn.Id)), ignoreOrder: true);
    }

    private List<OtlpSpan> Named(string name) => [.. collector.Spans.Where(span => span.Name == name).DistinctBy(span => span.Id)];

    private OtlpSpan? Parent(OtlpSpan span, string name) => Named(name).SingleOrDefault(other => other.Id == span.Parent && other.Trace == span.Trace);

    private static IEnumerable<JsonObject> Lines(SupportProcess process) =>
        process.Log.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject());
}
