using System.Globalization;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 4: what was perhaps sent is settled by evidence before anything is sent again.</summary>
public sealed class PerhapsSentTests() : FreshService(new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "60" })
{
    private const string First = "Sorry to hear that. Let me help.";
    private const string Second = "What is your name?";

    private readonly string customer = Customers.Next();

    /// <summary>MSG91's log knows of nothing here; what it knows is the matter of <see cref="SendEvidenceTests"/>.</summary>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Msg91.Log.Withholds = true;
    }

    public static TheoryData<string> NoAnswers => ["time-out", "dropped", "cut off", "500", "502", "504"];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task With_a_report_as_evidence_it_is_never_sent_again(string how)
    {
        var other = Customers.Next();
        Service.Msg91.FailNext(AnswerOf(how));
        await Service.SayAsync(customer, "help");
        await UnknownAsync();

        // What is refused for now is tried again meanwhile; what is perhaps sent is not.
        Service.Msg91.FailNext(Msg91StandInAnswer.Status(503));
        await Service.SayAsync(other, "help");
        await Service.RepliesAsync(other, 2);
        var reference = await Service.ScalarAsync("SELECT id FROM messages WHERE delivery_status = 'unknown'");
        await Service.AcceptAsync(Shapes.Report("wamid.never-told", "delivered", crqid: $"{reference}"), Posting.Reports);
        await Service.DrainAsync();

        RequestsTo(customer).ShouldBe(2);
        Service.Msg91.SentTo(customer)[^1].Text.ShouldBe(Second);
        (await StatusesAsync()).ShouldBe(["delivered", "sent"]);
    }

    [Fact]
    public async Task The_providers_own_reports_are_evidence()
    {
        Service.Msg91.Reports = ReportsTo(Service);
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang);

        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 2);
        await Service.ConversationAsync(customer, details => details.Ours().All(message => message.Word("status") == "read"), "all is read");

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([First, Second]);
    }

    [Fact]
    public async Task Without_evidence_a_bots_reply_is_sent_once_more()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang);

        await Service.SayAsync(customer, "help");
        await WaitInVainAsync();
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
        await WaitInVainAsync();
        await WaitInVainAsync(repeats: 1);
        await Service.RepliesAsync(customer, 3);
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe([First, First, Second]);
        (await StatusesAsync()).ShouldBe(["unknown", "sent"]);
    }

    [Fact]
    public async Task A_late_report_still_counts()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.AcceptThenHang, Msg91StandInAnswer.AcceptThenHang);
        await Service.SayAsync(customer, "help");
        await WaitInVainAsync();
        await WaitInVainAsync(repeats: 1);
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
        await UnknownAsync();
        await Service.SayAsync(other, "help");
        await Service.RepliesAsync(other, 2);
        var overtaken = Service.Msg91.SentTo(customer).Count;
        await WaitInVainAsync();

        overtaken.ShouldBe(0);
        (await Service.TextsAsync(customer, 2)).ShouldBe([First, Second]);
    }

    internal static Msg91StandInReports ReportsTo(SupportService service) =>
        new(new Uri(service.Http.BaseAddress!, Posting.Reports), "X-Webhook-Token", SupportService.WebhookToken);

    private async Task<IEnumerable<string?>> StatusesAsync() => (await Service.ConversationAsync(customer)).Ours().Select(message => message.Word("status"));

    /// <summary>Taken or not: an answer does not tell.</summary>
    private static Msg91StandInAnswer AnswerOf(string how) => how switch
    {
        "time-out" => Msg91StandInAnswer.AcceptThenHang,
        "dropped" => Msg91StandInAnswer.AcceptThenDrop,
        "cut off" => Msg91StandInAnswer.AcceptThenCutOff,
        _ => Msg91StandInAnswer.Status(int.Parse(how, CultureInfo.InvariantCulture)),
    };

    /// <summary>Lets SEND_UNKNOWN_AFTER pass without evidence.</summary>
    private async Task WaitInVainAsync(int repeats = 0)
    {
        await UnknownAsync(repeats);
        Clock.Move(TimeSpan.FromSeconds(61));
    }

    private Task UnknownAsync(int repeats = 0) => Eventually.BecomesTrueAsync(
        async () => await Service.CountAsync($"messages WHERE delivery_status = 'unknown' AND is_queued AND repeats = {repeats}") == 1,
        Reading.Patience,
        "the first reply is perhaps sent");

    private int RequestsTo(string number) =>
        Service.Msg91.Requests.Count(request => request.Body.Contains(number, StringComparison.Ordinal));
}
