using System.Globalization;
using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Metrics;

/// <summary>What happens changes the number that tells of it, and by how often it happened; each has a number of its own, so that none is taken for another.</summary>
public sealed class CountedEventsTests() : FreshService(new Dictionary<string, string?> { ["CUSTOMER_MESSAGES_PER_MINUTE"] = "5" })
{
    private readonly string customer = Customers.Next();
    private Dictionary<string, double> before = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        before = await ReadAsync();
    }

    [Fact]
    public async Task Webhooks_and_what_they_bring_are_counted_by_what_became_of_them()
    {
        await Service.SayAsync(customer, "help");
        await Service.AcceptAsync("unreadable");
        for (var count = 0; count < 3; count++)
        {
            using var refused = await Service.PostAsync("{}", secret: "guessed");
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await ChangesAsync("support_webhooks_total{outcome=\"refused\"}", 3);
        await ChangesAsync("support_webhooks_total{outcome=\"accepted\"}", 3);
        await ChangesAsync("support_webhook_seconds_count{outcome=\"accepted\"}", 3);
        await ChangesAsync("support_inbox_rows_total{outcome=\"accepted\"}", 1);
        await ChangesAsync("support_inbox_rows_total{outcome=\"duplicate\"}", 1);
        await ChangesAsync("support_inbox_rows_total{outcome=\"quarantined\"}", 1);
    }

    [Fact]
    public async Task A_dialogue_is_counted_from_its_turns_to_what_is_reported_of_its_replies()
    {
        await Service.SayAsync(customer, "help");
        var first = (await Service.RepliesAsync(customer, 2))[0];
        await Service.SayAsync(customer, "Asha");
        await Service.RepliesAsync(customer, 3);
        foreach (var status in new[] { "delivered", "delivered", "read" })
        {
            await Service.AcceptAsync(Shapes.Report(first.WamId, status, first.RequestId), Posting.Reports);
        }

        await ChangesAsync("support_turns_total{kind=\"bot\"}", 2);
        await ChangesAsync("support_turn_seconds_count{kind=\"bot\"}", 2);
        await ChangesAsync("support_reply_seconds_count", 2);
        await ChangesAsync("support_sends_total{outcome=\"accepted\"}", 3);
        await ChangesAsync("support_send_seconds_count{outcome=\"accepted\"}", 3);
        await ChangesAsync("support_inbox_rows_total{outcome=\"report\"}", 3);
        await ChangesAsync("support_statuses_total{status=\"delivered\"}", 2);
        await ChangesAsync("support_statuses_total{status=\"read\"}", 1);
        await IsAsync("support_slots_owned", 1024);
        await IsAsync("support_workers", 1);
        await IsAsync("support_redis_connected", 1);
        await IsAsync("support_sends_in_flight", 0);
        (await ReadAsync()).Where(value => value.Key.StartsWith("db_client_connection_max{", StringComparison.Ordinal)).Select(value => value.Value).Order().ShouldBe([1, 4, 32]);
    }

    [Fact]
    public async Task What_the_model_took_is_counted_for_each_model()
    {
        Service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Error(503), OpenRouterStandInAnswer.Error(503));
        Service.OpenRouter.Script("vendor/second", OpenRouterStandInAnswer.Text("We open at nine.", cost: "0.25", tokens: 700), OpenRouterStandInAnswer.Text("On Sundays, too.", cost: "0.5", tokens: 20));
        await Service.SayAsync(customer, "When do you open?");
        await Service.RepliesAsync(customer, 1);
        await Service.SayAsync(customer, "And on Sundays?");
        await Service.RepliesAsync(customer, 2);

        await ChangesAsync("support_turns_total{kind=\"model\"}", 2);
        await ChangesAsync("support_model_calls_total{outcome=\"answered\"}", 2);
        await ChangesAsync("support_model_fallbacks_total{model=\"vendor/second\"}", 2);
        await ChangesAsync("support_model_tokens_total{model=\"vendor/second\"}", 720);
        await ChangesAsync("support_model_cost_dollars_total{model=\"vendor/second\"}", 0.75);
        await ChangesAsync("support_model_seconds_count{model=\"vendor/second\",outcome=\"answered\"}", 2);
        await ChangesAsync("support_model_seconds_count{model=\"vendor/primary\",outcome=\"failed\"}", 2);
    }

    [Fact]
    public async Task Who_writes_too_fast_is_counted_once_and_each_message_that_is_not_answered()
    {
        for (var count = 0; count < 8; count++)
        {
            await Service.SayAsync(customer, $"help {count}");
        }

        await Service.DrainAsync();

        await ChangesAsync("support_rate_limited_customers_total", 1);
        await ChangesAsync("support_rate_limited_messages_total", 3);
    }

    [Fact]
    public async Task What_MSG91_refuses_is_counted_by_how_it_refuses_and_what_is_on_its_way_is_seen()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.Status(429), Msg91StandInAnswer.Status(500), Msg91StandInAnswer.Status(400, "{}"));
        await Service.SayAsync(customer, "terms");
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                Clock.Move(TimeSpan.FromSeconds(5));
                return await ChangeOfAsync("support_sends_total{outcome=\"refused\"}") == 1;
            },
            TimeSpan.FromSeconds(30),
            "the last one is refused for good");
        await ChangesAsync("support_sends_total{outcome=\"refused_for_now\"}", 1);
        await ChangesAsync("support_sends_total{outcome=\"perhaps_sent\"}", 1);

        Service.Msg91.AuthKey = "another";
        await Service.SayAsync(Customers.Next(), "help");
        await IsAsync("support_outbox_held", 1);

        // Each of those that were on their way by then.
        await Eventually.BecomesTrueAsync(async () => await ChangeOfAsync("support_sends_total{outcome=\"account_refused\"}") >= 1, Reading.Patience, "it is counted");
    }

    [Fact]
    public async Task What_waits_and_what_people_have_to_look_at_is_counted_each_by_itself()
    {
        var (agent, conversations) = (await Service.ComesAsync("Meera"), new List<string>());
        for (var count = 0; count < 7; count++)
        {
            var by = Customers.Next();
            await Service.SayAsync(by, "help");
            await Service.RepliesAsync(by, 2);
            await Service.DrainAsync();
            conversations.Add((await Service.ConversationAsync(by))["conversation"]!.AsObject().Word("id")!);
        }

        (await agent.TakeOverAsync(conversations[0])).Status.ShouldBe(HttpStatusCode.OK);
        await Service.ExecuteAsync(
            $"UPDATE conversations SET status = 'escalated', escalated_at = now() - interval '5 minutes' WHERE id IN ({string.Join(", ", conversations[1..3].Select(id => $"'{id}'"))})");
        await Service.ExecuteAsync("UPDATE messages SET delivery_status = 'failed' WHERE seq IN (SELECT seq FROM messages WHERE direction = 'outbound' ORDER BY seq LIMIT 3)");
        await Service.ExecuteAsync("UPDATE messages SET delivery_status = 'unknown' WHERE seq IN (SELECT seq FROM messages WHERE direction = 'outbound' ORDER BY seq DESC LIMIT 4)");
        await Service.ExecuteAsync("UPDATE inbox SET state = 'dead' WHERE id IN (SELECT id FROM inbox WHERE kind = 'message' ORDER BY id LIMIT 5)");
        for (var count = 0; count < 6; count++)
        {
            await Service.AcceptAsync($"unreadable {count}");
        }

        await CountedAsync(
            ("support_conversations{state=\"assigned\"}", 1),
            ("support_conversations{state=\"waiting\"}", 2),
            ("support_messages_failed", 3),
            ("support_messages_unknown", 4),
            ("support_inbox_dead_rows", 5),
            ("support_inbox_quarantined_rows", 6));
        (await ReadAsync())["support_conversations_oldest_waiting_seconds"].ShouldBeInRange(300, 1500);
    }

    /// <summary>Whatever is counted in the database is counted now and then.</summary>
    private Task CountedAsync(params (string Series, double Value)[] wanted) => Eventually.BecomesTrueAsync(
        async () =>
        {
            // Not so far that the bot comes back to those who wait.
            Clock.Move(TimeSpan.FromSeconds(1));
            var shown = await ReadAsync();
            return wanted.All(one => shown.GetValueOrDefault(one.Series) == one.Value);
        },
        Reading.Patience,
        $"each is counted: {string.Join(", ", wanted)}");

    private Task ChangesAsync(string series, double by) =>
        Eventually.BecomesTrueAsync(async () => Math.Abs(await ChangeOfAsync(series) - by) < 1e-9, Reading.Patience, $"{series} has changed by {by}");

    private Task IsAsync(string series, double value) =>
        Eventually.BecomesTrueAsync(async () => (await ReadAsync()).TryGetValue(series, out var shown) && shown == value, Reading.Patience, $"{series} is {value}");

    private async Task<double> ChangeOfAsync(string series) => (await ReadAsync()).GetValueOrDefault(series) - before.GetValueOrDefault(series);

    private async Task<Dictionary<string, double>> ReadAsync() => (await Service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
        .Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => (Line: line, At: line.LastIndexOf(' ')))
        .ToDictionary(line => line.Line[..line.At], line => double.Parse(line.Line[(line.At + 1)..], CultureInfo.InvariantCulture));
}
