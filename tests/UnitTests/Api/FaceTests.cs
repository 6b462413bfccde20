using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class FaceTests
{
    private static readonly AppSettings Live = new() { Msg91 = new Msg91Options { AuthKey = "k", IntegratedNumber = "919800000000" } };

    [Theory]
    [InlineData("/nix", 404, "not_found")]
    [InlineData("/api/v1/nix", 404, "not_found")]
    [InlineData("/api/v1/conversations", 401, "not_authenticated")]
    [InlineData("/test/forgotten", 401, "not_authenticated")]
    [InlineData("/test/timeout", 503, "unavailable")]
    [InlineData("/test/bug", 500, "unexpected")]
    public async Task Every_refusal_is_a_problem_with_a_code(string path, int status, string code)
    {
        await using var face = await FaceApp.StartAsync();

        using var response = await face.Client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();

        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((status, "application/problem+json"));
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe(code);
        body.ShouldNotContain("INSIDE");
        body.ShouldNotContain(" at ");
        response.Headers.RetryAfter.ShouldBe(status == 503 ? new(TimeSpan.FromSeconds(1)) : null);
        response.Headers.Server.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_verb_is_a_problem_that_names_the_right_one()
    {
        await using var face = await FaceApp.StartAsync();

        using var response = await face.Client.DeleteAsync("/health/live");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"], ignoreOrder: true);
        (await response.Content.ReadAsStringAsync()).ShouldContain("method_not_allowed");
    }

    [Theory]
    [InlineData(1024 * 1024, 200)]
    [InlineData((1024 * 1024) + 1, 413)]
    public async Task A_body_is_taken_up_to_one_MiB(int bytes, int status)
    {
        await using var face = await FaceApp.StartAsync();

        using var response = await face.Client.PostAsync("/test/length", new ByteArrayContent(new byte[bytes]));

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Only_the_right_key_opens_the_api()
    {
        await using var face = await FaceApp.StartAsync();

        (await face.GetAsync("/test/guarded", "the-key-of-this-tesT")).Status.ShouldBe(401);
        (await face.GetAsync("/test/guarded", "")).Status.ShouldBe(401);
        (await face.GetAsync("/test/guarded", null, ("Authorization", $"Basic {FaceApp.Key}"))).Status.ShouldBe(401);
        (await face.GetAsync($"/test/guarded?token={FaceApp.Key}")).Status.ShouldBe(401);
        (await face.GetAsync("/test/guarded", FaceApp.Key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_names_no_permission_lets_nobody_in()
    {
        await using var face = await FaceApp.StartAsync();

        (await face.GetAsync("/test/forgotten")).Status.ShouldBe(401);
        (await face.GetAsync("/test/forgotten", FaceApp.Key)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_documentation_is_open_and_needs_nothing_from_elsewhere()
    {
        await using var face = await FaceApp.StartAsync(Live);

        var (status, document) = await face.GetAsync("/openapi/v1.json");
        var (_, page) = await face.GetAsync("/docs/index.html");

        status.ShouldBe(200);
        var paths = JsonDocument.Parse(document).RootElement.GetProperty("paths");
        paths.EnumerateObject().Select(path => path.Name)
            .ShouldBeSubsetOf(paths.EnumerateObject().Select(path => path.Name.ToLowerInvariant()));
        paths.TryGetProperty("/api/v1/conversations/{id}", out _).ShouldBeTrue();
        document.ShouldContain("\"bearer\"");
        page.ShouldContain("swagger-ui");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        (await face.GetAsync("/docs/swagger-ui-bundle.js")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin")]
    [InlineData("/admin/")]
    [InlineData("/admin/conversations/1")]
    public async Task Until_there_is_an_admin_page_its_address_leads_to_the_documentation(string path)
    {
        await using var face = await FaceApp.StartAsync();

        using var response = await face.Client.GetAsync(path);

        (response.StatusCode, response.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/docs/"));
    }

    [Fact]
    public async Task Metrics_are_open_on_this_machine_and_need_the_token_from_elsewhere()
    {
        await using var face = await FaceApp.StartAsync(Live with { MetricsToken = "token-of-metrics" });
        (string, string) elsewhere = ("X-Forwarded-For", "127.0.0.1");

        (await face.GetAsync("/metrics")).Status.ShouldBe(200);
        (await face.GetAsync("/metrics", null, elsewhere)).Status.ShouldBe(401);
        (await face.GetAsync("/health", "token-of-metricS", elsewhere)).Status.ShouldBe(401);
        (await face.GetAsync("/metrics", "token-of-metrics", elsewhere)).Status.ShouldBe(200);
        (await face.GetAsync("/health", "token-of-metrics", elsewhere)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_token_metrics_are_for_this_machine_only()
    {
        await using var face = await FaceApp.StartAsync(Live);

        (await face.GetAsync("/metrics", "", ("X-Forwarded-For", "127.0.0.1"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task What_was_counted_is_on_the_page()
    {
        await using var face = await FaceApp.StartAsync();
        await using var another = await FaceApp.StartAsync();
        var metrics = face.Services.GetRequiredService<SupportMetrics>();

        metrics.Inbox.Answered("accepted", TimeSpan.FromMilliseconds(3));
        metrics.Inbox.Stored(2, 1, 3, 0);
        metrics.Inbox.Ignored("echo");
        metrics.Inbox.RowRetried();
        metrics.Inbox.RowDied();
        metrics.Turns.Committed("bot", TimeSpan.FromMilliseconds(3));
        metrics.Sends.Sent(new SendOutcome.PerhapsSent("500"), TimeSpan.FromSeconds(2));
        metrics.Sends.Sent(new SendOutcome.Accepted(["x"]), TimeSpan.FromSeconds(1));
        metrics.Sends.Sent(new SendOutcome.RefusedForNow("429", null), TimeSpan.FromSeconds(1));
        metrics.Sends.Sent(new SendOutcome.AccountRefused("key"), TimeSpan.FromSeconds(1));
        metrics.Sends.Sent(new SendOutcome.Refused("number"), TimeSpan.FromSeconds(1));
        foreach (var status in new DeliveryStatus?[] { DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Failed, null })
        {
            metrics.Sends.Reported(status);
        }

        metrics.Models.Know(["a/b"]);
        metrics.Models.Asked("a/b", hasAnswered: true, isFallback: false, TimeSpan.FromSeconds(1), new ModelUsage("a/b", 120, 2_500_000));
        metrics.Models.Answered();
        metrics.Models.Failed(wasAsked: true);
        metrics.Models.Failed(wasAsked: false);
        metrics.Gauge("support_lanes", "Customers being answered", () => 17);
        var (_, page) = await face.GetAsync("/metrics");

        page.ShouldContain("support_webhooks_total{outcome=\"accepted\"} 1");
        page.ShouldContain("support_inbox_rows_total{outcome=\"accepted\"} 2");
        page.ShouldContain("support_inbox_rows_total{outcome=\"report\"} 3");
        page.ShouldContain("support_inbox_rows_total{outcome=\"dead\"} 1");
        page.ShouldContain("support_inbox_rows_total{outcome=\"quarantined\"} 0", customMessage: "what has not happened yet is told, too");
        page.ShouldContain("support_turns_total{kind=\"bot\"} 1");
        page.ShouldContain("support_turn_seconds_bucket{kind=\"bot\",le=\"0.005\"} 1");
        page.ShouldContain("support_turn_seconds_bucket{kind=\"bot\",le=\"0.0025\"} 0");
        page.ShouldContain("support_sends_total{outcome=\"perhaps_sent\"} 1");
        page.ShouldContain("support_sends_total{outcome=\"account_refused\"} 1");
        page.ShouldContain("support_statuses_total{status=\"other\"} 1");
        page.ShouldContain("support_model_calls_total{outcome=\"not_configured\"} 1");
        page.ShouldContain("support_model_tokens_total{model=\"a/b\"} 120");
        page.ShouldContain("support_model_cost_dollars_total{model=\"a/b\"} 2.5");
        page.ShouldContain("support_lanes 17");
        (await another.GetAsync("/metrics")).Body.ShouldContain("support_turns_total{kind=\"bot\"} 0");
    }

    [Fact]
    public async Task The_log_has_the_route_and_nothing_that_the_caller_wrote()
    {
        await using var face = await FaceApp.StartAsync();

        await face.GetAsync("/nix%0Aforged?token=KEPT&phone=919811112222", "KEPT");
        await face.GetAsync("/api/v1/customers/919811112222/export");
        await face.GetAsync("/api/v1/customers/asha-rao-KEPT/export");
        await face.GetAsync("/api/v1/customers/0198a3c1-0000-7000-8000-0000000000aa/export");
        await face.GetAsync("/health/live?token=KEPT");
        await face.GetAsync("/test/bug?token=KEPT");

        var lines = face.Log.All;
        lines.ShouldContain(line => line.Contains("\"/…\" 404"), "what must be encoded could be somebody's words");
        lines.ShouldContain(line => line.Contains("/api/v1/customers/0198a3c1-0000-7000-8000-0000000000aa/export"));
        lines.ShouldContain(line => line.Contains("\"/test/…\" 500"), "what stood in the place of a parameter could be anything");
        lines.ShouldContain(line => line.Contains("a request failed unexpectedly", StringComparison.OrdinalIgnoreCase));
        lines.ShouldAllBe(line => !line.Contains("KEPT") && !line.Contains("9198") && !line.Contains("INSIDE"));
        lines.ShouldNotContain(line => line.Contains("/health/live"));
    }
}
