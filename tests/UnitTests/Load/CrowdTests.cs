using WhatsAppSupport.Load.Customers;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Load;

/// <summary>Customers, tally and verdict together: what a program does wrong once is found.</summary>
public sealed class CrowdTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(300);

    private static readonly Profile OneCustomer = new()
    {
        About = "",
        Customers = 1,
        Stages = [new Stage(0.2, 100, 100)],
        Repeats = 0,
        Reports = [],
        Processes = 1,
    };

    [Fact]
    public async Task A_program_that_does_all_right_has_no_fault()
    {
        var run = await RunAsync(new InventedProgram(), OneCustomer with { Repeats = 0.5, Reports = ["sent", "delivered"] });

        run.Faults.ShouldBeEmpty();
        run.Said.ShouldBeGreaterThan(5);
        run.Heard.ShouldBe(run.Said);
    }

    [Fact]
    public async Task One_lost_reply_is_found()
    {
        var run = await RunAsync(new InventedProgram { Replies = number => number == 3 ? [] : [number] });

        (run.Lost, run.Doubled, run.Misplaced, run.Unexpected).ShouldBe((1, 0, 0, 0));
        run.Faults.ShouldBe(["1 messages were answered by nobody"]);
    }

    [Fact]
    public async Task One_doubled_reply_is_found()
    {
        var run = await RunAsync(new InventedProgram { Replies = number => number == 3 ? [3, 3] : [number] });

        (run.Lost, run.Doubled, run.Misplaced, run.Unexpected).ShouldBe((0, 1, 0, 0));
        run.Faults.ShouldBe(["1 replies came twice"]);
    }

    [Fact]
    public async Task One_misplaced_reply_is_found()
    {
        var run = await RunAsync(new InventedProgram { Replies = number => number switch { 3 => [], 4 => [4, 3], _ => [number] } });

        (run.Lost, run.Doubled, run.Misplaced, run.Unexpected).ShouldBe((0, 0, 1, 0));
        run.Faults.ShouldBe(["1 replies came out of their turn"]);
    }

    [Fact]
    public async Task A_reply_to_nothing_is_found()
    {
        var run = await RunAsync(new InventedProgram { Replies = number => number == 3 ? [3, 1000] : [number] });

        (run.Lost, run.Doubled, run.Misplaced, run.Unexpected).ShouldBe((0, 0, 0, 1));
        run.Faults.ShouldBe(["1 replies answer nothing that was said"]);
    }

    [Fact]
    public async Task A_run_in_which_nobody_says_anything_is_a_fault()
    {
        var run = await RunAsync(new InventedProgram(), OneCustomer with { Stages = [new Stage(0.2, 0, 0)] });

        run.Said.ShouldBe(0);
        run.Faults.ShouldBe(["nothing was said"]);
    }

    [Fact]
    public async Task Repeats_are_timed_with_the_messages()
    {
        var run = await RunAsync(new InventedProgram { RepeatTakes = Slow }, OneCustomer with { Repeats = 1 });

        (run.Repeats, run.Webhooks.Count, run.Reports.Count).ShouldBe((run.Said, (int)(2 * run.Said), 0));
        run.Webhooks.P95.ShouldBeGreaterThanOrEqualTo(Slow.TotalMilliseconds);
    }

    [Fact]
    public async Task Each_report_is_timed_apart_from_the_messages()
    {
        var run = await RunAsync(new InventedProgram { ReportTakes = Slow }, OneCustomer with { Reports = ["sent", "delivered"] });

        (run.ReportsPosted, run.Reports.Count, run.Webhooks.Count).ShouldBe((2 * run.Said, (int)(2 * run.Said), (int)run.Said));
        run.Reports.P50.ShouldBeGreaterThanOrEqualTo(Slow.TotalMilliseconds);
    }

    [Fact]
    public async Task What_was_posted_again_has_waited_since_it_was_first_due()
    {
        var run = await RunAsync(new InventedProgram { Refused = 3 });

        run.Webhooks.Count.ShouldBe((int)run.Said);
        run.Webhooks.Max.ShouldBeGreaterThanOrEqualTo(500);
        run.Faults.ShouldBeEmpty();
    }

    private static async Task<RunReport> RunAsync(InventedProgram program, Profile? wanted = null)
    {
        var profile = wanted ?? OneCustomer;
        await using var msg91 = await Msg91StandIn.StartAsync();
        program.OnReply = sent => msg91.OnTaken!(sent);
        using var postman = new Postman([new Uri("http://program.invalid")], program);
        using var crowd = new Crowd(profile, postman, msg91);
        await crowd.BeginAsync();
        var tally = await crowd.TalkAsync(profile.Stages);
        await crowd.DrainAsync(TimeSpan.FromMilliseconds(300));
        return RunReport.Of(profile, DateTimeOffset.UnixEpoch, tally, crowd);
    }
}
