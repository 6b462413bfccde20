using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Checkups;

public sealed class CheckupTests
{
    [Fact]
    public async Task A_check_that_throws_or_never_ends_hides_nothing_that_another_has_found()
    {
        var clock = new MovedClock(DateTimeOffset.UnixEpoch.AddYears(50));
        var checkup = new Checkup(clock);
        var blocks = checkup.RunAsync([new Check("blocks", _ => new TaskCompletionSource<IReadOnlyList<Finding>>().Task)], CancellationToken.None);

        var parts = await checkup.RunAsync(
            [
                new Check("throws", _ => throw new InvalidOperationException("an address")),
                new Check("good", _ => Task.FromResult<IReadOnlyList<Finding>>([Finding.Good("there")])),
            ],
            CancellationToken.None);
        await clock.MoveUntilAsync(() => blocks.IsCompleted, Checkup.Patience, "nobody is waited for any longer");
        parts.Concat(await blocks).Select(part => (part.Name, part.Findings.ShouldHaveSingleItem().Words)).ShouldBe(
            [("throws", "could not be looked at (InvalidOperationException)"), ("good", "there"), ("blocks", "no answer within 20 s")]);
    }

    [Fact]
    public void Clocks_that_agree_are_good_and_one_that_is_far_off_is_not()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        var clocks = new HeardClocks();
        clocks.Judge().Verdict.ShouldBe(Verdict.Good);

        clocks.Hear("MSG91", now.AddSeconds(-1), now);
        clocks.Hear("OpenRouter", null, now);
        clocks.Judge().ShouldBe(Finding.Good("this machine's is with MSG91's"));

        clocks.Hear("the database", now.AddSeconds(31), now);
        clocks.Judge().ShouldSatisfyAllConditions(
            judged => judged.Verdict.ShouldBe(Verdict.Doubtful),
            judged => judged.Words.ShouldBe("this machine's is with MSG91's, 31 s behind the database's"));
    }

    private sealed class Check(string name, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look) : ICheck
    {
        public string Name => name;

        public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => look(cancellationToken);
    }
}
