using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Notifications;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.Notifications;

public sealed class AlertNotifierTests : IAsyncLifetime
{
    private static readonly Alert Alert = new("outbox.held", "Check the key", new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    private readonly CapturedLog log = new();

    private NotificationStandIn people = null!;

    public async Task InitializeAsync() => people = await NotificationStandIn.StartAsync();

    public async Task DisposeAsync() => await people.DisposeAsync();

    [Fact]
    public async Task An_alert_has_the_fields_of_an_escalation_and_no_conversation()
    {
        (await NotifyAsync(people.Url)).ShouldBeTrue();

        JsonNode.DeepEquals(JsonNode.Parse(people.Received.ShouldHaveSingleItem().GetRawText()), JsonNode.Parse("""
            { "event": "outbox.held", "department": "operations", "reason": "Check the key",
              "conversation_id": null, "escalated_at": "2026-03-01T10:15:00+00:00" }
            """)).ShouldBeTrue(people.Received[0].GetRawText());
    }

    [Fact]
    public async Task Who_does_not_take_it_is_to_be_told_again_and_the_address_is_not_logged()
    {
        people.Respond = 400;

        (await NotifyAsync(people.Url)).ShouldBeFalse();

        log.All.ShouldContain("The alert outbox.held was not taken by ESCALATION_NOTIFY_URL: it answered 400");
        log.All.ShouldNotContain("secret-part");
    }

    [Fact]
    public async Task Without_an_address_nobody_is_to_be_told()
    {
        (await NotifyAsync(url: null)).ShouldBeTrue();
    }

    private async Task<bool> NotifyAsync(Uri? url)
    {
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log.Provider))
            .AddEscalationNotifier(new EscalationOptions { NotifyUrl = url })
            .BuildServiceProvider();
        return await services.GetRequiredService<IAlertNotifier>().NotifyAsync(Alert, default);
    }
}
