using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>MSG91 says no: for now, for ever, or to the whole account.</summary>
public sealed class RefusedSendsTests() : FreshService
{
    private static readonly string[] Answers = ["Sorry to hear that. Let me help.", "What is your name?"];

    private readonly string customer = Customers.Next();

    [Fact]
    public async Task What_is_refused_for_now_is_sent_later_once_and_in_its_order()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.Status(429, retryAfter: "1"), Msg91StandInAnswer.Status(503), Msg91StandInAnswer.Ok, Msg91StandInAnswer.Status(503));

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe(Answers);
        Service.Msg91.Requests.Count.ShouldBe(5);
        (await StatusesAsync()).ShouldBe(["sent", "sent"]);
    }

    [Fact]
    public async Task Retry_after_is_honoured()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.Status(429, retryAfter: "3"));

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 1);

        var requests = Service.Msg91.Requests;
        (requests[1].At - requests[0].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task What_is_refused_for_good_is_failed_with_the_reason_and_the_next_one_leaves()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.HasErrorBody("Recipient is not a WhatsApp user"));

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 1);
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([Answers[1]]);
        var failed = (await Service.ConversationAsync(customer)).Ours()[0];
        failed.Word("status").ShouldBe("failed");
        failed.Word("failureReason").ShouldNotBeNull().ShouldContain("Recipient is not a WhatsApp user");
    }

    [Fact]
    public async Task While_the_account_is_refused_everything_waits_and_nothing_is_failed()
    {
        var other = Customers.Next();
        Service.Msg91.AuthKey = "a-key-that-was-changed";

        await Service.SayAsync(customer, "help");
        await Eventually.BecomesTrueAsync(() => Service.Msg91.Requests.Count > 0, Reading.Patience, "the first reply is refused");
        await Service.GetAsync("/health", health => health.ToJsonString().Contains("Check MSG91_AUTH_KEY", StringComparison.Ordinal), "health says what to do");
        await Service.SayAsync(other, "help");
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE delivery_status = 'pending'") == 4, Reading.Patience, "all replies wait");
        var asked = Service.Msg91.Requests.Count;
        var metrics = await Service.Http.GetStringAsync("/metrics");

        Clock.Move(TimeSpan.FromSeconds(31));
        await Eventually.BecomesTrueAsync(() => Service.Msg91.Requests.Count == 2, Reading.Patience, "one reply tries");
        await Eventually.BecomesTrueAsync(
            async () => (await Service.Http.GetStringAsync("/metrics")).Contains("sends_in_flight 0\n", StringComparison.Ordinal), Reading.Patience, "and is refused again");
        Service.Msg91.AuthKey = null;
        Clock.Move(TimeSpan.FromSeconds(31));
        await Service.RepliesAsync(customer, 2);
        await Service.RepliesAsync(other, 2);
        await Service.DrainAsync();

        asked.ShouldBe(1);
        metrics.ShouldContain("outbox_held 1");
        Service.Msg91.Requests.Count.ShouldBe(6);
        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe(Answers);
        Service.Msg91.SentTo(other).Select(message => message.Text).ShouldBe(Answers);
        (await StatusesAsync()).ShouldBe(["sent", "sent"]);
        var alert = Service.StandIns.Notifications.Received.ShouldHaveSingleItem();
        alert.EnumerateObject().Select(field => field.Name).ShouldBe(["event", "department", "reason", "conversation_id", "escalated_at"]);
        alert.GetProperty("event").GetString().ShouldBe("outbox.held");
        await Service.GetAsync("/health", health => health.Word("status") == "up", "the alert is over");
    }

    [Fact]
    public async Task While_MSG91_is_unreachable_nothing_is_lost()
    {
        await Service.Msg91.DisposeAsync();

        await Service.SayAsync(customer, "help");
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE delivery_status = 'pending' AND attempts > 0") == 1, Reading.Patience, "the first reply is refused");

        (await StatusesAsync()).ShouldBe(["pending", "pending"]);
    }

    [Fact]
    public async Task Replies_tell_their_length_and_are_not_chunked()
    {
        await Service.SayAsync(customer, "help");
        await Service.SayAsync(customer, "Asha");
        await Service.RepliesAsync(customer, 3);

        Service.Msg91.Requests.Count.ShouldBe(3);
        foreach (var request in Service.Msg91.Requests)
        {
            request.Headers.Keys.ShouldContain("Content-Length");
            request.Headers.Keys.ShouldNotContain("Transfer-Encoding");
            request.Body.ShouldNotBeEmpty();
        }
    }

    private async Task<IEnumerable<string?>> StatusesAsync() => (await Service.ConversationAsync(customer)).Ours().Select(message => message.Word("status"));
}
