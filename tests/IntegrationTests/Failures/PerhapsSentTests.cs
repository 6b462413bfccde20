using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 4: what was perhaps sent is settled by evidence before anything is sent again.</summary>
public sealed class PerhapsSentTests() : FreshService(new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "3" })
{
    private const string First = "Sorry to hear that. Let me help.";
    private const string Second = "What is your name?";

    private readonly string customer = Customers.Next();

    public static TheoryData<string> NoAnswers => ["time-out", "dropped", "cut off", "500", "502", "504"];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task With_a_report_as_evidence_it_is_never_sent_again(string how)
    {
        Service.Msg91.Reports = ReportsTo(Service);
        Service.Msg91.FailNext(how switch
        {
            "dropped" => Msg91StandInAnswer.AcceptThenDrop,
            "cut off" => Msg91StandInAnswer.AcceptThenCutOff,
            "time-out" => Msg91StandInAnswer.AcceptThenHang,

            // Taken or not, nobody knows: the evidence is posted by the test.
            _ => Msg91StandInAnswer.Status(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
        });

        await Service.SayAsync(customer, "help");
        if (how.StartsWith('5'))
        {
            await Eventually.BecomesTrueAsync(() => Service.Msg91.Requests.Count > 0, Reading.Patience, "the first reply is sent");
            var reference = await Service.ScalarAsync("SELECT id FROM messages WHERE direction = 'outbound' ORDER BY seq LIMIT 1");
            await Service.AcceptAsync(Shapes.Report("wamid.of-nobody", "delivered", crqid: $"{reference}"));
        }

        await Eventually.BecomesTrueAsync(
            () => Service.Msg91.SentTo(customer).Any(message => message.Text == Second), Reading.Patience, "the second reply is sent");
        await Service.DrainAsync();

        Service.Msg91.Requests.Count.ShouldBe(2);
        var first = await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") is "delivered" or "read", "the evidence counts");
        first.Ours()[1].Word("content").ShouldBe(Second);
    }

    [Fact]
    public async Task Without_evidence_a_bots_reply_is_sent_once_more()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang);

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 3);
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([First, First, Second]);
        (await StatusesAsync()).ShouldBe(["sent", "sent"]);
    }

    [Fact]
    public async Task It_is_not_sent_a_third_time_and_the_next_one_leaves()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang, Msg91StandInAnswer.AcceptThenDrop);

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 3);
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([First, First, Second]);
        (await StatusesAsync()).ShouldBe(["unknown", "sent"]);
    }

    [Fact]
    public async Task A_late_report_on_the_first_attempt_still_counts()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang, Msg91StandInAnswer.AcceptThenHang);
        await Service.SayAsync(customer, "help");
        var sent = await Service.RepliesAsync(customer, 3);
        await Service.DrainAsync();

        await Service.AcceptAsync(Shapes.Report(sent[0].WamId, "read", sent[0].RequestId, sent[0].CrqId), Posting.Reports);

        await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") == "read", "the late report counts");
    }

    [Fact]
    public async Task While_it_is_unknown_nothing_overtakes_it_and_other_customers_are_answered()
    {
        var other = Customers.Next();
        Service.Msg91.FailNext(Msg91StandInAnswer.Hang);

        await Service.SayAsync(customer, "help");
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE delivery_status = 'unknown'") == 1, Reading.Patience, "the first reply is perhaps sent");
        await Service.SayAsync(other, "help");
        await Service.RepliesAsync(other, 2);

        await Service.RepliesAsync(customer, 2);
        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([First, Second]);
    }

    internal static Msg91StandInReports ReportsTo(SupportService service) =>
        new(new Uri(service.Http.BaseAddress!, Posting.Reports), "X-Webhook-Token", SupportService.WebhookToken);

    private async Task<IEnumerable<string?>> StatusesAsync() => (await Service.ConversationAsync(customer)).Ours().Select(message => message.Word("status"));
}
