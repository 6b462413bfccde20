using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

/// <summary>Programs that answer each of our answers, in every way they may have.</summary>
public sealed class LoopWatchTests
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(40);

    private DateTimeOffset now = Noon;
    private LoopWatch watch = LoopWatch.Begun;

    [Theory]
    [InlineData(0.05)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(290)]
    public void The_same_text_again_and_again_is_a_program_whatever_its_pace(double seconds)
    {
        var heard = UntilStopped(_ => (seconds, 7, null));

        heard.ShouldBe(LoopWatch.MostInARow + 2);
        watch.Sign.ShouldBe(LoopSign.SameText);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(3)]
    public void Answers_that_come_at_once_are_a_program_whatever_they_say(double seconds)
    {
        var heard = UntilStopped(number => (seconds, (uint)number, null));

        heard.ShouldBe(LoopWatch.MostInARow + 2);
        watch.Sign.ShouldBe(LoopSign.MachinePace);
    }

    [Theory]
    [InlineData(4, 45)]
    [InlineData(15, 50)]
    [InlineData(60, 85)]
    public void Going_on_and_on_without_getting_anywhere_is_a_program(double seconds, int atMost)
    {
        var heard = UntilStopped(number => (seconds, (uint)number, null));

        heard.ShouldBeInRange(LoopWatch.MostWithoutProgress, atMost);
        watch.Sign.ShouldBe(LoopSign.NoProgress);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(200)]
    public void Going_through_the_same_flow_again_and_again_is_no_progress(int places)
    {
        var heard = UntilStopped(number => (5, (uint)number, new FlowPosition("support", "v1", $"{number % places}", "{}")));

        heard.ShouldBeInRange(LoopWatch.MostWithoutProgress, Math.Min(places, 32) + 48);
        watch.Sign.ShouldBe(LoopSign.NoProgress);
    }

    [Fact]
    public void A_program_that_says_two_things_to_each_of_ours_is_recognised_too()
    {
        for (var round = 0; round <= LoopWatch.MostInARow; round++)
        {
            watch = watch.Answered(null, now);
            Hear(TimeSpan.FromSeconds(1), (uint)round * 2);
            Hear(TimeSpan.Zero, ((uint)round * 2) + 1);
        }

        watch.Sign.ShouldBe(LoopSign.MachinePace);
    }

    [Fact]
    public void Whatever_program_it_is_it_comes_to_an_end()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (pause, texts, places) = (random.NextDouble() * 60, random.Next(1, 50), random.Next(0, 60));
            (watch, now) = (LoopWatch.Begun, Noon);

            var heard = UntilStopped(_ => (
                pause * (0.8 + (random.NextDouble() * 0.4)),
                (uint)random.Next(texts),
                places == 0 ? null : new FlowPosition("support", "v1", $"{random.Next(places)}", "{}")));

            heard.ShouldBeLessThan(1_000, $"seed {seed}");
        }
    }

    [Fact]
    public void Once_stopped_its_first_repeat_is_enough()
    {
        UntilStopped(_ => (1, 7, null));

        watch = watch.Stopped();
        watch.Sign.ShouldBe(LoopSign.None);
        Hear(TimeSpan.FromHours(5), 7);

        watch.Sign.ShouldBe(LoopSign.SameText);
    }

    [Fact]
    public void Who_writes_something_else_after_that_begins_anew()
    {
        UntilStopped(_ => (1, 7, null));
        watch = watch.Stopped();

        Hear(TimeSpan.FromMinutes(30), 8);
        watch = watch.Answered(null, now);
        Hear(TimeSpan.FromSeconds(10), 7);

        watch.Sign.ShouldBe(LoopSign.None);
        watch.WasStopped.ShouldBeFalse();
    }

    /// <returns>How many messages it took; the first of them follows nothing.</returns>
    private int UntilStopped(Func<int, (double Seconds, uint Text, FlowPosition? Place)> program)
    {
        for (var number = 1; number <= 1_000; number++)
        {
            var (seconds, text, place) = program(number);
            Hear(TimeSpan.FromSeconds(seconds), text);
            if (watch.Sign != LoopSign.None)
            {
                return number;
            }

            now += Thinking;
            watch = watch.Answered(place, now);
        }

        return int.MaxValue;
    }

    private void Hear(TimeSpan after, uint text)
    {
        now += after;
        watch = watch.Heard(hasWords: true, text, now);
    }
}
