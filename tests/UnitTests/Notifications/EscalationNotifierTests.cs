using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Notifications;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Logs;
using WhatsAppSupport.UnitTests.Msg91;

namespace WhatsAppSupport.UnitTests.Notifications;

public sealed class EscalationNotifierTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 15, 0, TimeSpan.Zero);

    private readonly CapturedLog log = new();

    private readonly EscalationNotice notice = new(ConversationId.New(At), "billing", "asked for a person", At);

    private NotificationStandIn people = null!;

    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        people = await NotificationStandIn.StartAsync();
        services = Services(people.Url);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await people.DisposeAsync();
    }

    [Fact]
    public async Task An_escalation_is_posted_once_with_what_finds_the_conversation()
    {
        var taken = await NotifyAsync();

        taken.ShouldBeTrue();
        JsonNode.DeepEquals(JsonNode.Parse(people.Received.ShouldHaveSingleItem().GetRawText()), JsonNode.Parse($$"""
            { "event": "conversation.escalated", "department": "billing", "reason": "asked for a person",
              "conversation_id": "{{notice.Conversation}}", "escalated_at": "2026-03-01T10:15:00+00:00" }
            """)).ShouldBeTrue(people.Received[0].GetRawText());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(NotificationStandIn.Hang)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        people.FailNext(status, status);

        var taken = await NotifyAsync();

        taken.ShouldBeTrue();
        people.Received.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(NotificationStandIn.Hang, 3)]
    [InlineData(400, 1)]
    [InlineData(404, 1)]
    [InlineData(302, 1)]
    public async Task What_does_not_pass_is_not_taken(int status, int tries)
    {
        people.Respond = status;

        var taken = await NotifyAsync();

        taken.ShouldBeFalse();
        people.Received.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task Nobody_there_is_not_taken_and_no_exception()
    {
        await people.DisposeAsync();

        var taken = await NotifyAsync();

        taken.ShouldBeFalse();
    }

    [Fact]
    public async Task The_callers_cancellation_is_a_cancellation()
    {
        people.Respond = NotificationStandIn.Hang;
        using var shutdown = new CancellationTokenSource();
        var notifying = Notifier.NotifyAsync(notice, shutdown.Token);
        await Until.TrueAsync(() => people.Received.Count > 0);

        await shutdown.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(notifying);
    }

    [Fact]
    public async Task Without_an_address_there_is_nobody_to_tell()
    {
        await using var silent = Services(null);

        var taken = await silent.GetRequiredService<IEscalationNotifier>().NotifyAsync(notice, default);

        taken.ShouldBeTrue();
        people.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_and_the_reason_are_never_logged()
    {
        people.FailNext(400);
        await NotifyAsync();
        await people.DisposeAsync();
        await NotifyAsync();

        log.All.Split('\n').Length.ShouldBe(2, log.All);
        log.All.ShouldContain(notice.Conversation.ToString());
        log.All.ShouldNotContain("secret-part");
        log.All.ShouldNotContain("127.0.0.1");
        log.All.ShouldNotContain(notice.Reason);
    }

    private IEscalationNotifier Notifier => services.GetRequiredService<IEscalationNotifier>();

    private Task<bool> NotifyAsync() => Notifier.NotifyAsync(notice, default);

    private ServiceProvider Services(Uri? url) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log.Provider))
        .AddEscalationNotifier(new EscalationOptions
        {
            NotifyUrl = url,
            // Also on a busy machine a try that is answered is answered within it.
            TryTimeout = TimeSpan.FromSeconds(2),
            RetryDelay = TimeSpan.FromMilliseconds(20),
        })
        .BuildServiceProvider();
}
