using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

public sealed class SendGateTests
{
    private static readonly SendOutcome Taken = new SendOutcome.Accepted(["uuid"]);
    private static readonly SendOutcome AccountRefused = new SendOutcome.AccountRefused("401");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly MovedClock clock = new(Noon);
    private readonly FakeGateway gateway = new();
    private readonly SendGate gate;

    public SendGateTests() => gate = new SendGate(gateway, clock);

    public static TheoryData<string, bool> Answers => new()
    {
        { "accepted", true },
        { "refused for good", true },
        { "refused for now", false },
        { "perhaps sent", false },
        { "held back", false },
        { "a bug", false },
    };

    [Fact]
    public void As_long_as_all_is_well_everything_may_leave()
    {
        (gate.IsOpen, gate.IsShut, gate.Room).ShouldBe((true, false, int.MaxValue));
        Enumerable.Range(0, 1000).ShouldAllBe(_ => gate.Enter() == SendPass.Free);
    }

    [Fact]
    public void While_the_circuit_is_open_nothing_leaves_until_one_may_try()
    {
        gateway.Circuit.Open(Noon + (5 * Second));

        (gate.IsShut, gate.Room, gate.Enter()).ShouldBe((true, 0, SendPass.None));
        clock.Move(5 * Second);

        (gate.IsOpen, gate.IsShut, gate.Room).ShouldBe((false, false, 1));
        gate.Enter().ShouldBe(SendPass.Probe);
        (gate.Room, gate.Enter()).ShouldBe((0, SendPass.None));
    }

    [Fact]
    public void After_it_came_back_few_leave_at_first_and_twice_as_many_with_each_second()
    {
        gateway.Circuit.Open(Noon);
        gate.Came(Taken, gate.Enter());
        gateway.Circuit.Close(Noon);

        var left = new List<int>();
        for (var second = 0; second < 8; second++)
        {
            gate.IsOpen.ShouldBeFalse();
            left.Add(Drain());
            clock.Move(Second);
        }

        left.ShouldBe([4, 4, 8, 16, 32, 64, 128, 256]);
        (gate.IsOpen, gate.Room).ShouldBe((true, int.MaxValue));
    }

    [Fact]
    public void Where_nobody_is_there_to_try_it_says_so()
    {
        gateway.Circuit.Open(Noon + (5 * Second));
        clock.Move(14 * Second);
        (gate.IsAway, gate.LacksProbe).ShouldBe((true, false));

        clock.Move(Second);

        gate.LacksProbe.ShouldBeTrue();
        gate.Enter();
        gate.LacksProbe.ShouldBeFalse();
    }

    [Fact]
    public void It_begins_slowly_each_time_that_it_comes_back()
    {
        gateway.Circuit.Close(Noon);
        Drain();
        clock.Move(3 * Second);
        Drain();
        gateway.Circuit.Open(clock.GetUtcNow());

        gateway.Circuit.Close(clock.GetUtcNow());

        Drain().ShouldBe(4);
    }

    [Fact]
    public void An_account_that_is_refused_is_tried_by_one_message_each_thirty_seconds()
    {
        gate.Came(AccountRefused, SendPass.Free).ShouldBe(GateChange.Held);

        for (var tries = 0; tries < 3; tries++)
        {
            clock.Move(29 * Second);
            gate.Enter().ShouldBe(SendPass.None);
            clock.Move(Second);
            gate.Enter().ShouldBe(SendPass.Probe);
            gate.Enter().ShouldBe(SendPass.None);
            gate.Came(AccountRefused, SendPass.Probe).ShouldBe(GateChange.None);
        }

        gate.HeldSince.ShouldBe(Noon);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Only_a_message_that_was_judged_tells_that_the_account_is_mended(string answer, bool isMended)
    {
        gate.Came(AccountRefused, SendPass.Free);
        clock.Move(30 * Second);

        var change = gate.Came(OutcomeOf(answer), gate.Enter());

        change.ShouldBe(isMended ? GateChange.Released : GateChange.None);
        (gate.HeldSince is null, gate.IsShut, gate.Room).ShouldBe((isMended, !isMended, isMended ? 4 : 0));
        clock.Move(30 * Second);
        gate.Enter().ShouldBe(isMended ? SendPass.Free : SendPass.Probe);
    }

    [Fact]
    public void What_left_before_the_account_was_refused_does_not_tell_that_it_is_mended()
    {
        var early = gate.Enter();
        gate.Came(AccountRefused, gate.Enter());

        gate.Came(Taken, early).ShouldBe(GateChange.None);

        gate.HeldSince.ShouldBe(Noon);
    }

    [Fact]
    public void A_second_refusal_is_the_same_occurrence_and_one_after_it_was_mended_is_another()
    {
        gate.Came(AccountRefused, SendPass.Free).ShouldBe(GateChange.Held);
        gate.Came(AccountRefused, SendPass.Free).ShouldBe(GateChange.None);
        clock.Move(30 * Second);
        gate.Came(Taken, gate.Enter()).ShouldBe(GateChange.Released);

        gate.Came(AccountRefused, SendPass.Free).ShouldBe(GateChange.Held);

        gate.HeldSince.ShouldBe(Noon + (30 * Second));
    }

    private static SendOutcome? OutcomeOf(string answer) => answer switch
    {
        "accepted" => Taken,
        "refused for good" => new SendOutcome.Refused("131026"),
        "refused for now" => new SendOutcome.RefusedForNow("503", null),
        "perhaps sent" => new SendOutcome.PerhapsSent("time-out"),
        "held back" => new SendOutcome.HeldBack(),
        _ => null,
    };

    private int Drain()
    {
        var left = 0;
        while (gate.Enter() == SendPass.Free)
        {
            left++;
        }

        return left;
    }
}
