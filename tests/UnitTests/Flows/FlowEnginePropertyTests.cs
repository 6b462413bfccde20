using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Flows and customers that nobody thought of.</summary>
public sealed class FlowEnginePropertyTests
{
    private const int Rounds = 250;
    private const int TurnsPerRound = 25;
    private static readonly FlowContext Context = new("Asha {a}", Talk.AskAgain, Talk.AskInWords, Talk.HandOverText);

    [Fact]
    public void Every_turn_ends_within_its_bounds() => Play((_, _, _, outcome) =>
    {
        outcome.Effects.Count.ShouldBeLessThanOrEqualTo(FlowEngine.StepsPerTurn + 2);
        outcome.Effects.OfType<FlowEffect.Say>().ShouldAllBe(say => !string.IsNullOrWhiteSpace(say.Reply.Text));
        if (!outcome.Handled)
            (outcome.Position, outcome.Effects.Count).ShouldBe((null, 0));
    });

    [Fact]
    public void Who_is_handed_over_is_told_so_last_and_waits_in_no_flow() => Play((_, _, _, outcome) =>
    {
        if (!outcome.Effects.Any(effect => effect is FlowEffect.HandOver))
            return;
        outcome.Effects[^1].ShouldBeOfType<FlowEffect.HandOver>().Reason.ShouldNotBeNullOrWhiteSpace();
        outcome.Effects[^2].ShouldBeOfType<FlowEffect.Say>();
        outcome.Position.ShouldBeNull();
    });

    [Fact]
    public void The_same_input_gives_the_same_outcome_in_every_process() => Play((twin, position, input, outcome) =>
        Described(twin.Decide(position, input, Context)).ShouldBe(Described(outcome)));

    [Fact]
    public void A_place_is_found_again_and_kept_while_nothing_is_answered() => Play((twin, _, _, outcome) =>
    {
        if (outcome.Position is not { } position)
            return;

        var again = twin.Decide(position, new CustomerInput(MessageType.Sticker, null, null), Context);

        again.Handled.ShouldBeTrue();
        again.Position.ShouldBe(position);
        again.Effects.ShouldHaveSingleItem();
    });

    [Fact]
    public void A_damaged_place_is_a_place_or_none_and_never_an_accident()
    {
        var random = new Random(13);
        Play((twin, position, input, _) =>
        {
            if (position is null)
                return;
            var damaged = random.Next(3) switch
            {
                0 => position with { Step = Damage(position.Step, random) },
                1 => position with { State = Damage(position.State, random) },
                _ => position with { FlowId = "f" + random.Next(4) },
            };

            twin.Decide(damaged, input, Context).Effects.Count.ShouldBeLessThanOrEqualTo(FlowEngine.StepsPerTurn + 2);
        });
    }

    [Fact]
    public void Who_is_moved_into_another_content_goes_on_within_the_same_bounds()
    {
        var moved = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed + 2_000_000);
            var before = Generated.FlowSet(new Random(seed));
            var (engine, now) = (new FlowEngine(before), new FlowEngine(Generated.Moving(before, random).Beside([before])));
            FlowPosition? position = null;
            for (var turn = 0; turn < TurnsPerRound; turn++)
            {
                var input = position is null ? new CustomerInput(MessageType.Text, "f" + random.Next(4), null) : Generated.Input(random, []);
                var outcome = now.Decide(position, input, Context);
                outcome.Effects.Count.ShouldBeLessThanOrEqualTo(FlowEngine.StepsPerTurn + 2);
                moved += position is not null && outcome.Position?.Version == Generated.LaterVersion ? 1 : 0;
                position = engine.Decide(position, input, Context).Position;
            }
        }

        moved.ShouldBeGreaterThan(Rounds, "hardly anybody is ever moved");
    }

    /// <param name="check">Gets an engine of the same flows, built anew, the place before, what came, and what was decided.</param>
    private static void Play(Action<FlowEngine, FlowPosition?, CustomerInput, FlowOutcome> check)
    {
        var waited = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var engine = new FlowEngine(Generated.FlowSet(new Random(seed)));
            var twin = new FlowEngine(Generated.FlowSet(new Random(seed)));
            var customer = new Random(seed + 1_000_000);
            FlowPosition? position = null;
            IReadOnlyList<ReplyOption> offered = [];
            for (var turn = 0; turn < TurnsPerRound; turn++)
            {
                var input = position is null && turn % 2 == 0
                    ? new CustomerInput(MessageType.Text, "f" + customer.Next(4), null)
                    : Generated.Input(customer, offered);
                var outcome = engine.Decide(position, input, Context);
                check(twin, position, input, outcome);
                position = outcome.Position;
                offered = outcome.Effects.OfType<FlowEffect.Say>().LastOrDefault()?.Reply.Options ?? [];
                waited += position is null ? 0 : 1;
            }
        }

        waited.ShouldBeGreaterThan(Rounds, "the generated customers hardly ever get into a flow");
    }

    private static string Damage(string text, Random random) => random.Next(3) switch
    {
        0 => text[..random.Next(text.Length)],
        1 => text.Insert(random.Next(text.Length), "\"\\uD800{[0"[random.Next(8)..]),
        _ => text.Replace(text[random.Next(text.Length)], (char)random.Next(0x20, 0xE000)),
    };

    private static string Described(FlowOutcome outcome) => string.Join('\n', outcome.Effects
        .Select(effect => effect is FlowEffect.Say { Reply: var reply } ? $"{reply.Text} [{string.Join('|', reply.Options)}]" : $"{effect}")
        .Prepend($"{outcome.Handled} {outcome.Position}"));
}
