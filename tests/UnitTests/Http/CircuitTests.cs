using Microsoft.Extensions.Logging.Abstractions;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Infrastructure.Http;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Http;

public sealed class CircuitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly CircuitLimits Limits = new()
    {
        Window = 5 * Second,
        LeastRequests = 3,
        FailureRatio = 0.5,
        Break = 5 * Second,
        LongestBreak = 30 * Second,
    };

    private readonly MovedClock clock = new(Noon);
    private TimeSpan? asked;
    private int requests;

    [Fact]
    public async Task It_opens_when_half_of_several_requests_fail_and_then_asks_nobody()
    {
        var circuit = Create();
        await RunAsync(circuit, "fails", "fails");
        circuit.State.ShouldBe(CircuitState.Closed);

        (await RunAsync(circuit, "fails")).ShouldBe("fails");

        (circuit.State, circuit.RecoveredAt).ShouldBe((CircuitState.Open, null));
        (circuit.ProbeAt!.Value - Noon).ShouldBeInRange(5 * Second, 6.25 * Second);
        (await RunAsync(circuit, "works")).ShouldBeNull();
        requests.ShouldBe(3);
    }

    [Fact]
    public async Task Few_failures_among_many_answers_do_not_open_it_nor_old_ones()
    {
        var circuit = Create();
        await RunAsync(circuit, "fails", "fails");
        clock.Move(6 * Second);
        await RunAsync(circuit, "works", "works", "works", "fails", "works", "fails");

        circuit.State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public async Task Then_one_request_tries_and_closes_it_and_it_is_known_when()
    {
        var circuit = await OpenAsync();
        clock.Move(circuit.ProbeAt!.Value - clock.GetUtcNow());
        var answer = new TaskCompletionSource<string>();
        var probe = circuit.RunAsync(static (source, _) => new ValueTask<string>(source.Task), answer, default).AsTask();

        circuit.State.ShouldBe(CircuitState.HalfOpen);
        (await RunAsync(circuit, "works")).ShouldBeNull();
        answer.SetResult("works");
        (await probe).ShouldBe("works");

        (circuit.State, circuit.ProbeAt, circuit.RecoveredAt).ShouldBe((CircuitState.Closed, null, clock.GetUtcNow()));
        (await RunAsync(circuit, "works")).ShouldBe("works");
    }

    [Fact]
    public async Task It_stays_open_longer_with_each_try_that_fails_but_not_for_ever()
    {
        var circuit = await OpenAsync();

        double[] breaks = [10, 20, 30, 30];
        foreach (var expected in breaks)
        {
            clock.Move(circuit.ProbeAt!.Value - clock.GetUtcNow());
            (await RunAsync(circuit, "fails")).ShouldBe("fails");
            (circuit.ProbeAt!.Value - clock.GetUtcNow()).TotalSeconds.ShouldBeInRange(expected, expected * 1.25);
        }
    }

    [Fact]
    public async Task It_stays_open_as_long_as_it_was_asked_to()
    {
        asked = TimeSpan.FromMinutes(2);
        var circuit = await OpenAsync();

        (circuit.ProbeAt!.Value - Noon).ShouldBeInRange(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));
    }

    [Fact]
    public async Task Where_it_rests_when_asked_one_answer_is_enough()
    {
        asked = 20 * Second;
        var circuit = Create(Limits with { RestsWhenAsked = true });

        await RunAsync(circuit, "fails");

        (circuit.State, circuit.ProbeAt).ShouldBe((CircuitState.Open, Noon + (20 * Second)));
        (await RunAsync(circuit, "works")).ShouldBeNull();
        clock.Move(20 * Second);
        (await RunAsync(circuit, "works")).ShouldBe("works");
    }

    [Fact]
    public async Task Health_shows_each_state()
    {
        var circuit = Create();
        var health = new CircuitHealth(circuit);
        (await health.CheckAsync(default)).ShouldBe(new PartHealth(PartState.Up, "closed"));

        await RunAsync(circuit, "fails", "fails", "fails");

        var open = await health.CheckAsync(default);
        (health.Name, open.State).ShouldBe(("circuit:someone", PartState.Degraded));
        open.Detail.ShouldNotBeNull().ShouldStartWith("open");
    }

    private Circuit<string> Create(CircuitLimits? limits = null) =>
        new("someone", limits ?? Limits, result => result == "fails", _ => asked, clock, NullLogger.Instance);

    private async Task<Circuit<string>> OpenAsync()
    {
        var circuit = Create();
        await RunAsync(circuit, "fails", "fails", "fails");
        circuit.State.ShouldBe(CircuitState.Open);
        return circuit;
    }

    /// <summary>The answer of the last; null: it was not asked.</summary>
    private async Task<string?> RunAsync(Circuit<string> circuit, params string[] answers)
    {
        string? last = null;
        foreach (var answer in answers)
        {
            last = await circuit.RunAsync(
                (result, _) =>
                {
                    requests++;
                    return ValueTask.FromResult(result);
                },
                answer,
                default);
        }

        return last;
    }
}
