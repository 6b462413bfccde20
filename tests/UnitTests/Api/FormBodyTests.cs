using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>curl and some webhooks call every body a form; the framework must not read it in our place.</summary>
public sealed class FormBodyTests
{
    private const string Path = "/webhooks/msg91/inbound";

    private readonly Accepted accepted = new();

    [Fact]
    public async Task A_body_that_calls_itself_a_form_comes_through_byte_by_byte()
    {
        var body = """{"from":"919811112222","text":"a=b&c=d"}"""u8.ToArray();
        await using var face = await StartAsync();
        using var request = Form(body);
        request.Headers.Add("X-MSG91-Signature", Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FaceApp.Key), body)));

        using var response = await face.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(200);
        accepted.Body.ShouldBe(body);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_a_413()
    {
        await using var face = await StartAsync();
        using var request = Form(new byte[(1024 * 1024) + 1]);

        using var response = await face.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(413);
        (await face.GetAsync("/metrics")).Body.ShouldContain("support_webhooks_total{outcome=\"too_large\"} 1");
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_503_and_is_counted()
    {
        accepted.Fault = Faults.Named("timeout");
        await using var face = await StartAsync();
        using var request = Form("{}"u8.ToArray());
        request.Headers.Add("X-Webhook-Token", FaceApp.Key);

        using var response = await face.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(503);
        (await face.GetAsync("/metrics")).Body.ShouldContain("support_webhooks_total{outcome=\"unavailable\"} 1");
    }

    /// <summary>Nothing is thrown by a database that does not answer: the operator would see nothing.</summary>
    [Fact]
    public async Task A_database_that_does_not_answer_is_told_once_and_not_post_by_post()
    {
        accepted.NeverAnswers = true;
        await using var face = await StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var request = Form("{}"u8.ToArray());
            request.Headers.Add("X-Webhook-Token", FaceApp.Key);
            using var response = await face.Client.SendAsync(request);
            return (int)response.StatusCode;
        }));

        statuses.ShouldAllBe(status => status == 503);
        var told = face.Log.All.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToList();
        told.Count.ShouldBeInRange(1, 2);
        told.ShouldAllBe(line => line.Contains("/webhooks/msg91/inbound\" was answered 503"));
    }

    private Task<FaceApp> StartAsync() =>
        FaceApp.StartAsync(add: services => services.AddSingleton<IRequestHandler<AcceptWebhook, Result<WebhookReceipt>>>(accepted)
            .AddTransient(_ => Array.Empty<IPipelineBehavior<AcceptWebhook, Result<WebhookReceipt>>>().AsEnumerable()));

    private static HttpRequestMessage Form(byte[] body) => new(HttpMethod.Post, Path)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } },
    };

    private sealed class Accepted : IRequestHandler<AcceptWebhook, Result<WebhookReceipt>>
    {
        public byte[]? Body { get; private set; }

        public Exception? Fault { get; set; }

        public bool NeverAnswers { get; set; }

        public async Task<Result<WebhookReceipt>> Handle(AcceptWebhook request, CancellationToken cancellationToken)
        {
            Body = request.Body.ToArray();
            if (NeverAnswers)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Fault is null ? new WebhookReceipt(1, 0, 0, 0, []) : throw Fault;
        }
    }
}
