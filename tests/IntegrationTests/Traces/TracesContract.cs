using System.Text;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Traces;

/// <summary>What happens because of one thing that was posted is one trace, from the webhook to what is sent.</summary>
public abstract class TracesContract(Backend backend) : IAsyncLifetime
{
    private readonly string customer = Customers.Next();
    private OtlpStandIn collector = null!;
    private ApiStandIn shop = null!;
    private SupportService service = null!;

    public async Task InitializeAsync()
    {
        collector = await OtlpStandIn.StartAsync();
        shop = await ApiStandIn.StartAsync();
        var flows = Flows.All.Concat(FlowsThatWait.At(shop.Address)).ToDictionary();
        var settings = WaitingService.SettingsFor(shop).Concat(collector.Settings).ToDictionary();
        service = await SupportService.StartAsync(backend, flows, settings);
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await shop.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task A_message_its_turn_and_each_of_its_replies_are_one_trace()
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        var spans = await EndAsync();

        var turn = spans.Where(span => span.Name == "turn").ShouldHaveSingleItem();
        var trace = spans.Where(span => span.Trace == turn.Trace).ToList();
        var webhook = trace.Where(span => span.Name == "webhook").ShouldHaveSingleItem();
        webhook.Parent.ShouldBeEmpty("whoever posts has no say in it");
        turn.Parent.ShouldBe(webhook.Id);
        (turn.Attribute("row.kind"), turn.Attribute("turn.kind"), turn.Attribute("flow.id")).ShouldBe(("message", "bot", "support"));
        var sends = trace.Where(span => span.Name == "send").ToList();
        sends.Select(send => (send.Parent, send.Attribute("outcome"))).ShouldBe([(turn.Id, "accepted"), (turn.Id, "accepted")]);
        trace.Count.ShouldBe(4);
        spans.Count(span => span.Name == "webhook").ShouldBe(2, "the repeat is a trace of its own, and nothing came of it");
        collector.Keys.ShouldAllBe(key => key == "an-invented-collector-key");
    }

    [Fact]
    public async Task A_model_is_asked_within_the_turn_and_what_it_cost_is_told()
    {
        service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Error(503));
        service.OpenRouter.Script("vendor/second", OpenRouterStandInAnswer.Text("We open at nine.", tokens: 856));

        await service.SayAsync(customer, "When do you open?");
        await service.RepliesAsync(customer, 1);
        var spans = await EndAsync();

        var turn = spans.Where(span => span.Name == "turn").ShouldHaveSingleItem();
        spans.Where(span => span.Name == "model")
            .Select(span => (span.Trace, span.Parent, span.Attribute("model"), span.Attribute("outcome")))
            .ShouldBe([(turn.Trace, turn.Id, "vendor/primary", "failed"), (turn.Trace, turn.Id, "vendor/second", "answered")]);
        spans.Where(span => span.Name == "model").Last().Attribute("tokens").ShouldBe("856");
    }

    [Fact]
    public async Task What_a_flow_asks_of_others_and_what_comes_of_it_belong_to_the_turn_that_asked()
    {
        shop.NextBody(Encoding.UTF8.GetBytes("""{"order":{"state":"on its way"},"items":[{"name":"Lamp"}]}"""));

        await service.SayAsync(customer, "order");
        await service.RepliesAsync(customer, 1);
        await service.SayAsync(customer, "77");
        await service.RepliesAsync(customer, 2);
        var spans = await EndAsync();

        var call = spans.Where(span => span.Name == "call").ShouldHaveSingleItem();
        call.Attribute("outcome").ShouldBe("succeeded");
        var asking = spans.Where(span => span.Id == call.Parent).ShouldHaveSingleItem();
        (asking.Name, asking.Trace).ShouldBe(("turn", call.Trace));
        var answered = spans.Where(span => span.Attribute("row.kind") == "answer").ShouldHaveSingleItem();
        (answered.Trace, answered.Parent).ShouldBe((call.Trace, asking.Id));
        spans.Where(span => span.Name == "send" && span.Trace == call.Trace).ShouldHaveSingleItem().Parent.ShouldBe(answered.Id);
    }

    [Fact]
    public async Task A_report_belongs_to_the_webhook_that_brought_it()
    {
        await service.SayAsync(customer, "help");
        var sent = (await service.RepliesAsync(customer, 2))[1];
        await service.AcceptAsync(Shapes.Report(sent.WamId, "delivered", sent.RequestId), Posting.Reports);
        await service.DrainAsync();
        var spans = await EndAsync();

        var report = spans.Where(span => span.Name == "report").ShouldHaveSingleItem();
        report.Attribute("status").ShouldBe("delivered");
        spans.Where(span => span.Id == report.Parent).ShouldHaveSingleItem().Name.ShouldBe("webhook");
    }

    [Fact]
    public async Task What_is_counted_comes_to_the_collector_under_the_names_of_the_page()
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        var page = await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        await EndAsync();

        var told = collector.Metrics.DistinctBy(metric => metric.Name).ToDictionary(metric => metric.Name.Replace('.', '_'), metric => metric.Kind);
        var shown = Metrics.MetricsOnPage.TypesOn(page).Where(metric => metric.Name.StartsWith("support_", StringComparison.Ordinal)).ToList();
        shown.Count.ShouldBeGreaterThan(30);
        shown.ShouldAllBe(metric => told.ContainsKey(metric.Name) && told[metric.Name] == metric.Type);
        told.ShouldContainKeyAndValue("http_server_request_duration", "histogram");
        collector.Metrics.SelectMany(metric => metric.Labels).SelectMany(labels => labels.Values).ShouldNotContain(value => value.Contains(customer, StringComparison.Ordinal));
    }

    /// <summary>What is left is sent at the end.</summary>
    private async Task<IReadOnlyList<OtlpSpan>> EndAsync()
    {
        await service.DrainAsync();
        (await service.CountAsync("inbox WHERE traceparent IS NULL")).ShouldBe(0);
        (await service.CountAsync("messages WHERE (traceparent IS NULL) <> (direction = 'inbound')")).ShouldBe(0);
        await service.StopAsync();

        var spans = collector.Spans.DistinctBy(span => span.Id).ToList();
        spans.ShouldAllBe(span => span.Service == "whatsapp-support");
        return spans;
    }
}

/// <summary>One after another: spans of one process come to each collector that it has.</summary>
[Collection("Traces")]
public sealed class TracesOnLaptop() : TracesContract(Backend.Laptop);

[Collection("Traces")]
public sealed class TracesInProduction() : TracesContract(Backend.Production);
