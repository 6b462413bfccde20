using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>What was perhaps sent is looked up in MSG91's log before anything is sent again.</summary>
public sealed class SendEvidenceTests() : FreshService(new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "30" })
{
    private const string First = "Sorry to hear that. Let me help.";
    private const string Second = "What is your name?";

    private readonly string customer = Customers.Next();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Msg91.Clock = Clock;
    }

    [Fact]
    public async Task What_the_log_has_is_never_sent_again_and_later_reports_find_it()
    {
        await PerhapsSendAsync(Msg91StandInAnswer.AcceptThenHang);

        Clock.Move(TimeSpan.FromSeconds(6));
        var sent = await Service.RepliesAsync(customer, 2);
        await Service.AcceptAsync(Shapes.Report(sent[0].WamId, "read", sent[0].RequestId), Posting.Reports);
        await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") == "read", "the report finds it");
        Clock.Move(TimeSpan.FromMinutes(5));
        await Service.DrainAsync();

        Texts().ShouldBe([First, Second]);
    }

    [Fact]
    public async Task What_the_log_does_not_have_is_sent_once_more_when_its_time_is_up()
    {
        await PerhapsSendAsync(Msg91StandInAnswer.Hang);
        Clock.Move(TimeSpan.FromSeconds(11));
        await Eventually.BecomesTrueAsync(() => Service.Msg91.Log.Asked > 0, Reading.Patience, "the log is asked");
        var early = Service.Msg91.Requests.Count;

        Clock.Move(TimeSpan.FromSeconds(31));
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();

        early.ShouldBe(1);
        Texts().ShouldBe([First, Second]);
    }

    [Fact]
    public async Task What_failed_according_to_the_log_is_failed_and_the_next_one_leaves()
    {
        Service.Msg91.Log.Status = "failed";
        await PerhapsSendAsync(Msg91StandInAnswer.AcceptThenDrop);

        Clock.Move(TimeSpan.FromSeconds(6));
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();

        var failed = (await Service.ConversationAsync(customer)).Ours()[0];
        (failed.Word("status"), failed.Word("failureReason")).ShouldBe(("failed", "(131026) Message undeliverable"));
        Texts().ShouldBe([First, Second]);
    }

    [Fact]
    public async Task A_log_that_does_not_answer_is_waited_for_before_anything_is_sent_again()
    {
        Service.Msg91.Log.Answer = Msg91StandInAnswer.Status(500);
        await PerhapsSendAsync(Msg91StandInAnswer.AcceptThenHang);
        Clock.Move(TimeSpan.FromSeconds(31));
        await Eventually.BecomesTrueAsync(() => Service.Msg91.Log.Asked > 0, Reading.Patience, "the log is asked in vain");
        var early = Service.Msg91.Requests.Count;

        Service.Msg91.Log.Answer = null;
        Clock.Move(TimeSpan.FromSeconds(61));
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();

        early.ShouldBe(1);
        Texts().ShouldBe([First, Second]);
    }

    [Fact]
    public async Task A_log_that_shows_our_reference_settles_it_by_that()
    {
        Service.Msg91.Log.ShowsReference = true;
        await PerhapsSendAsync(Msg91StandInAnswer.AcceptThenDrop);

        Clock.Move(TimeSpan.FromSeconds(6));
        await Service.RepliesAsync(customer, 2);
        await Service.DrainAsync();

        Texts().ShouldBe([First, Second]);
    }

    private async Task PerhapsSendAsync(Msg91StandInAnswer answer)
    {
        Service.Msg91.FailNext(answer);
        await Service.SayAsync(customer, "help");
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE delivery_status = 'unknown' AND is_queued") == 1, Reading.Patience, "the first reply is perhaps sent");
    }

    private IEnumerable<string> Texts() => Service.Msg91.SentTo(customer).Select(message => message.Text);
}
