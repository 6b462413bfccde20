using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class VerdictTests
{
    private static readonly RunReport Run = InventedRun.Of("smoke");
    private static readonly Bounds Bounds = Run.Profile.Bounds!;

    [Fact]
    public void A_run_in_which_all_went_well_passes()
    {
        Run.Faults.ShouldBeEmpty();
        Verdict.ExitCode([Run, Run]).ShouldBe(0);
    }

    [Fact]
    public void One_of_anything_that_must_not_be_is_a_fault()
    {
        FaultOf(Run with { Said = 0 }).ShouldBe("nothing was said");
        FaultOf(Run with { GivenUp = 1 }).ShouldStartWith("1 posts were never answered 200");
        FaultOf(Run with { Lost = 1 }).ShouldBe("1 messages were answered by nobody");
        FaultOf(Run with { Doubled = 1 }).ShouldBe("1 replies came twice");
        FaultOf(Run with { Misplaced = 1 }).ShouldBe("1 replies came out of their turn");
        FaultOf(Run with { Unexpected = 1 }).ShouldBe("1 replies answer nothing that was said");
        FaultOf(Run with { Remains = Remains.Nothing with { HasLostProgram = true } }).ShouldBe("a process of the program has ended");
        FaultOf(Run with { Remains = Remains.Nothing with { Inbox = 1 } }).ShouldBe("1 rows of the inbox are not done");
        FaultOf(Run with { Remains = Remains.Nothing with { Unapplied = 1 } }).ShouldStartWith("1 replies do not have the state");
    }

    [Fact]
    public void Each_fault_has_a_line_of_its_own() => (Run with { Lost = 2, Doubled = 3 }).Faults.Count.ShouldBe(2);

    [Fact]
    public void A_bound_holds_for_messages_for_reports_and_for_replies()
    {
        FaultOf(Run with { Webhooks = Slow(Bounds.WebhookP99 + 1) }).ShouldBe("webhooks: p99 2001.0 ms, and 2000 are allowed");
        FaultOf(Run with { Reports = Slow(Bounds.WebhookP99 + 1) }).ShouldBe("reports: p99 2001.0 ms, and 2000 are allowed");
        FaultOf(Run with { Replies = Slow(Bounds.ReplyP99 + 1) }).ShouldBe("replies: p99 5001.0 ms, and 5000 are allowed");
        (Run with { Webhooks = Slow(Bounds.WebhookP99), Reports = Slow(Bounds.WebhookP99), Replies = Slow(Bounds.ReplyP99) }).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Memory_has_a_bound_at_any_moment_of_any_process_of_the_program()
    {
        FaultOf(With(("program 1", [200, 200]), ("program 2", [200, 401, 200]))).ShouldBe("memory: 401 MB, and 400 are allowed");
        With(("program 1", [400]), ("PostgreSQL", [4000])).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_profile_without_bounds_may_be_slow_but_must_not_lose_anything()
    {
        var burst = InventedRun.Of("burst") with { Webhooks = Slow(60_000), Reports = Slow(60_000), Replies = Slow(60_000) };

        burst.Faults.ShouldBeEmpty();
        FaultOf(burst with { Lost = 1 }).ShouldBe("1 messages were answered by nobody");
    }

    [Fact]
    public void One_run_with_a_fault_among_others_ends_with_1() => Verdict.ExitCode([Run, Run with { Misplaced = 1 }, Run]).ShouldBe(1);

    [Fact]
    public void A_profile_that_grows_until_there_is_a_fault_ends_with_0() => Verdict.ExitCode([InventedRun.Of("ramp"), InventedRun.Of("ramp") with { Replies = Slow(60_000) }]).ShouldBe(0);

    [Fact]
    public void What_runs_with_the_tests_has_generous_bounds() => Bounds.ShouldBe(new Bounds(WebhookP99: 2000, ReplyP99: 5000, Memory: 400));

    private static string FaultOf(RunReport run)
    {
        Verdict.ExitCode([run]).ShouldBe(1);
        return run.Faults.ShouldHaveSingleItem();
    }

    private static Percentiles Slow(double p99) => new(400, 5, 10, p99, 2 * p99);

    private static RunReport With(params (string Name, double[] Megabytes)[] processes) =>
        Run with { Processes = processes.ToDictionary(one => one.Name, one => one.Megabytes.Select(megabytes => new ProcessSample(1, megabytes)).ToList()) };
}
