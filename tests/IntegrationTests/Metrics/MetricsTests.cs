using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Metrics;

/// <summary>What docs/operations.md lists is what a running program tells, and nothing that anybody outside has made up is among it. A process of its own: meters of the platform are of a process.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private const string Word = "zebrafinch";

    private readonly string customer = Customers.Next();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-metrics-");

    private SupportProcess Service { get; set; } = null!;

    public async Task InitializeAsync() =>
        Service = await SupportProcess.StartAsync(Backend.Production, Flows.All, new Dictionary<string, string?> { ["CUSTOMER_MESSAGES_PER_MINUTE"] = "5" });

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_metric_of_the_page_is_there_with_its_type_and_no_other_one()
    {
        await LiveAsync();

        var listed = MetricsOnPage.Listed;
        var shown = MetricsOnPage.TypesOn(await PageAsync());
        listed.Count.ShouldBeGreaterThan(50);
        shown.Except(listed.Select(metric => (metric.Name, metric.Type))).ShouldBeEmpty("what is told is listed");
        listed.Where(metric => !metric.IsOccasional).Select(metric => (metric.Name, metric.Type)).Except(shown).ShouldBeEmpty("what is listed is told");
    }

    [Fact]
    public async Task Nothing_that_is_posted_asked_or_answered_becomes_a_label()
    {
        await LiveAsync();
        await PostRubbishAsync();

        var page = await PageAsync();
        page.ShouldNotContain(Word, Case.Insensitive);
        page.ShouldNotContain(customer);
        var listed = MetricsOnPage.Listed.ToDictionary(metric => metric.Name);
        foreach (var shown in MetricsOnPage.ValuesOn(page).Where(shown => listed.ContainsKey(shown.Name)))
        {
            var labels = listed[shown.Name].Labels;
            shown.Labels.Keys.Except(["le"]).ShouldBeSubsetOf(labels.Keys, $"labels of {shown.Name}");
            shown.Labels.ShouldAllBe(label => label.Key == "le" || labels[label.Key].Length == 0 || labels[label.Key].Contains(label.Value), $"values of {shown.Name}");
        }

        MetricsOnPage.ValuesOn(page).Where(shown => shown.Labels.ContainsKey("model")).Select(shown => shown.Labels["model"]).Distinct()
            .ShouldBeSubsetOf(["vendor/primary", "vendor/second", "vendor/third"]);
    }

    [Fact]
    public async Task Prometheuss_own_tool_finds_no_fault_with_the_page()
    {
        await LiveAsync();
        await PostRubbishAsync();

        var page = await PageAsync();
        MetricsOnPage.TypesOn(page).Select(metric => metric.Type).Distinct().ShouldBe(["counter", "gauge", "histogram"], ignoreOrder: true);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "page.txt"), page);
        (await Shell.TypeAsync("promtool check metrics < page.txt 2>&1", folder.FullName)).ShouldBeEmpty();
    }

    /// <summary>Something of each kind.</summary>
    private async Task LiveAsync()
    {
        Service.StandIns.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Error(503));
        Service.StandIns.OpenRouter.Script("vendor/second", OpenRouterStandInAnswer.Completion("\"We open at nine.\"", model: $"vendor/{Word}"));
        await Service.SayAsync(customer, "When do you open?");
        await Service.RepliesAsync(customer, 1);
        await Service.SayAsync(customer, "help");
        var sent = (await Service.RepliesAsync(customer, 3))[1];
        await Service.AcceptAsync(Shapes.Report(sent.WamId, Word, sent.RequestId), Posting.Reports);
        await Service.AcceptAsync(Word);
        await Service.DrainAsync();
        await CountsAsync("support_last_webhook_seconds ", "it was counted");
    }

    private async Task PostRubbishAsync()
    {
        foreach (var text in Enumerable.Range(0, 8))
        {
            await Service.SayAsync(customer, $"{Word} {text}");
        }

        await Service.AcceptAsync(new JsonObject { ["from"] = customer, ["text"] = Word, ["timestamp"] = Word, ["type"] = Word, ["messageId"] = Word }.ToJsonString());
        await Service.AcceptAsync(Shapes.Medium(customer, Word, Posting.NewId()));
        using var guess = await Service.PostWithAsync("{}", $"/webhooks/{Word}", ("X-Webhook-Token", Word), ("Host", $"{Word}.example"));
        using var refused = await Service.PostWithAsync("{}", $"{Posting.Inbound}?token={Word}", ("X-Webhook-Token", Word), ("User-Agent", Word));
        using var method = new HttpRequestMessage(new HttpMethod(Word.ToUpperInvariant()), $"/api/v1/{Word}");
        using var answer = await Service.Http.SendAsync(method);
        await Service.DrainAsync();
    }

    private Task<string> PageAsync() => Service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>Within the time in which it is counted again.</summary>
    private Task CountsAsync(string line, string what) => Eventually.BecomesTrueAsync(
        async () => (await PageAsync()).Contains($"\n{line}", StringComparison.Ordinal),
        TimeSpan.FromSeconds(60),
        what);
}
