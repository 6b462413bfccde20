using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

/// <summary>What people do is never taken for a program.</summary>
public sealed class PeopleAndLoopWatchTests
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(40);

    private DateTimeOffset now = Noon;
    private LoopWatch watch = LoopWatch.Begun;

    [Fact]
    public void Who_presses_the_same_button_again_and_again() => Talk(60, _ => (4, null, $"{Random.Shared.Next()}"));

    [Fact]
    public void Who_types_the_same_choice_through_a_long_questionnaire() => Talk(LoopWatch.MostInARow, step => (4, 5, $"{step}"));

    [Fact]
    public void Who_asks_the_same_again_now_and_then_for_days() => Talk(500, _ => (600, 7, null));

    [Fact]
    public void Who_chats_with_the_model_for_an_hour() => Talk(50, number => (40 + (number % 7 * 10), (uint)number, null));

    [Fact]
    public void Who_sends_an_album_of_pictures()
    {
        for (var picture = 0; picture < LoopWatch.MostWithoutProgress; picture++)
        {
            now += TimeSpan.FromMilliseconds(300);
            watch = watch.Heard(hasWords: false, text: null, now);
            Answer(null);

            watch.Sign.ShouldBe(LoopSign.None);
        }
    }

    [Fact]
    public void Who_repeats_themselves_because_nobody_answers()
    {
        Answer(null);
        for (var hello = 0; hello < 200; hello++)
        {
            now += TimeSpan.FromSeconds(1);
            watch = watch.Heard(hasWords: true, 7, now);

            watch.Sign.ShouldBe(LoopSign.None);
        }
    }

    [Fact]
    public void Who_writes_on_while_we_still_think()
    {
        for (var message = 0; message < 200; message++)
        {
            watch = watch.Heard(hasWords: true, 7, Noon + TimeSpan.FromMilliseconds(message));
            watch = watch.Answered(null, Noon + TimeSpan.FromMinutes(1));

            watch.Sign.ShouldBe(LoopSign.None);
        }
    }

    [Fact]
    public void Several_people_who_type_fast_at_one_number()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            (watch, now) = (LoopWatch.Begun, Noon);

            Talk(LoopWatch.MostWithoutProgress, _ => (-Math.Log(1 - random.NextDouble()) * 4, (uint)random.Next(30), null));
        }
    }

    [Fact]
    public void Who_reads_and_taps_through_the_menus_in_any_way()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            (watch, now) = (LoopWatch.Begun, Noon);

            Talk(120, number => (
                8 + (random.NextDouble() * 60),
                random.Next(3) == 0 ? (uint)random.Next(5) : null,
                random.Next(4) == 0 ? null : $"{random.Next(1 + (number / 4))}"));
        }
    }

    private void Talk(int messages, Func<int, (double Seconds, uint? Text, string? Step)> person)
    {
        for (var number = 0; number < messages; number++)
        {
            var (seconds, text, step) = person(number);
            now += TimeSpan.FromSeconds(seconds);
            watch = watch.Heard(hasWords: true, text, now);
            Answer(step);

            watch.Sign.ShouldBe(LoopSign.None, $"message {number}");
        }
    }

    private void Answer(string? step)
    {
        now += Thinking;
        watch = watch.Answered(step is null ? null : new FlowPosition("support", "v1", step, "{}"), now);
    }
}
