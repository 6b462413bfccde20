using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Upgrade;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What the Dockerfile builds works, as a user who is not root, in a folder that it cannot write to; and three of it work behind haproxy as docs/deployment.md says.</summary>
public sealed partial class PublishedProgramTests(PublishedImage image) : IClassFixture<PublishedImage>
{
    [Fact]
    public async Task The_image_holds_a_conversation_and_writes_to_its_data_only()
    {
        await using var standIns = await StandIns.StartAsync();
        await using var support = await ContainedProcess.StartAsync(image, Settings(standIns), standIns);
        var customer = Customers.Next();

        await support.SayAsync(customer, "hi");

        (await support.RepliesAsync(customer, 1))[0].Text.ShouldContain("What can we do for you?");
        await support.TypeAsync(DockerfileSteps.Command(DockerfileSteps.Said("HEALTHCHECK")));
        foreach (var path in AskedPaths())
        {
            (await support.Http.GetAsync(new Uri(path, UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue(path);
        }

        // Its SQLite file and the key that it has made.
        var written = Directory.EnumerateFiles(Path.Combine(image.Root, "data")).Select(Path.GetFileName).ToList();
        written.ShouldContain("whatsapp-support.db");
        written.ShouldContain("admin-api-key");
    }

    [Fact]
    public async Task Three_processes_behind_haproxy_answer_everybody_though_one_is_killed()
    {
        await using var byHand = await ByHand.StartAsync(image);
        await byHand.FirstConversationAsync();

        // Customers go on writing while haproxy has not yet seen that one is gone, and after that.
        await using var traffic = Traffic.Begin(byHand, "hi", perSecond: 25);
        await traffic.GoesOnAsync(100);
        await byHand.KillOneAsync();
        await traffic.GoesOnAsync(150);
        var customers = await traffic.EndAsync();

        await byHand.DrainAsync(Patience);
        customers.Count.ShouldBeGreaterThanOrEqualTo(250);
        customers.ShouldAllBe(customer => byHand.StandIns.Msg91.SentTo(customer)[0].Text.Contains("What can we do for you?", StringComparison.Ordinal));
        customers.ShouldAllBe(customer => byHand.StandIns.Msg91.SentTo(customer).Select(sent => sent.CrqId).Distinct().Count() == 1);
        (await byHand.Http.GetAsync(new Uri("/metrics", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse("whom haproxy speaks for is not on this machine");
    }

    [Fact]
    public async Task They_are_replaced_one_by_one_on_a_newer_database_and_with_one_more_token_and_no_post_is_refused()
    {
        const string NewToken = "an-invented-new-webhook-token";
        await using var byHand = await ByHand.StartAsync(image);
        await byHand.FirstConversationAsync();
        await using var traffic = Traffic.Begin(byHand, "hi", perSecond: 25);
        await traffic.GoesOnAsync(50);

        foreach (var statement in NewerSchemaTests.Future)
        {
            await byHand.ExecuteAsync(statement);
        }

        await byHand.AddTokenAsync(NewToken);
        await byHand.ReplaceEachAsync();
        await traffic.GoesOnAsync(50);
        var customers = await traffic.EndAsync();

        await byHand.DrainAsync(Patience);
        customers.ShouldAllBe(customer => byHand.StandIns.Msg91.SentTo(customer).Select(sent => sent.CrqId).Distinct().Count() == 1);
        traffic.Refused.ShouldBe(0);
        using var posted = await byHand.PostAsync(Shape.Msg91.Text(Customers.Next(), "hi", Posting.NewId(), byHand.Now), secret: null, token: NewToken);
        posted.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>What the killed one was just sending is perhaps sent: after 25 s the others know that it is gone, and after 30 more without evidence it is sent once more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static Dictionary<string, string?> Settings(StandIns standIns) => new(standIns.Settings.Concat(SupportService.LiveSettings))
    {
        ["ADMIN_API_KEY"] = null,
        ["METRICS_TOKEN"] = "an-invented-metrics-token",
    };

    /// <summary>Every path that something shipped asks of the program.</summary>
    private static IEnumerable<string> AskedPaths() => new[] { "deploy/kubernetes.yaml", "railway.json", "deploy/haproxy.cfg", "deploy/prometheus/prometheus.yml" }
        .SelectMany(file => AskedPath().Matches(ShippedFiles.Text(file)))
        .Select(path => path.Groups[1].Value)
        .Distinct();

    [GeneratedRegex("(?:path: |uri |metrics_path: |healthcheckPath\": \")(/[a-z/]+)")]
    private static partial Regex AskedPath();
}
