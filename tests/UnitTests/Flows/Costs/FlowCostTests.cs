using WhatsAppSupport.Benchmarks;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.UnitTests.Flows.Fuzzing;
using Xunit.Abstractions;

namespace WhatsAppSupport.UnitTests.Flows.Costs;

/// <summary>
/// What docs/performance.md promises of flows. Memory is the same on each machine and held as it is; time is compared with that of a piece of work of the runtime, on the same machine and at
/// the same moment, and is held where something has become several times as slow: the benchmarks (tests/Benchmarks) tell the rest.
/// </summary>
[Collection(Alone.Name)]
public sealed class FlowCostTests(ITestOutputHelper output)
{
    private const int Warm = 500;
    private const int Turns = 200;

    private static readonly IReadOnlyList<TurnShape> Shapes = TurnShape.All();

    public static TheoryData<string> Names => [.. Shapes.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_turn_takes_less_than_8_KB_and_not_much_longer_than_reading_as_much_JSON(string name)
    {
        var shape = Shapes.Single(shape => shape.Name == name);
        shape.Decide().Effects.Count.ShouldBe(shape.Effects);
        (shape.Decide().Fault, shape.Decide().Handled).ShouldBe((null, shape.Effects > 0));

        var turns = Least(Turns, () => shape.Decide());
        var yardsticks = turns.Time / Turns / Yardstick.Time();

        output.WriteLine($"{turns.Bytes / Turns} bytes, {turns.Time.TotalMicroseconds / Turns:0.0} µs, {yardsticks:0.0} times the yardstick");
        (turns.Bytes / Turns).ShouldBeLessThan(8 * 1024);
        yardsticks.ShouldBeLessThan(10);
    }

    [Fact]
    public void A_thousand_flows_are_loaded_in_bounded_time_and_memory()
    {
        const int Count = 1000;
        var files = Business.Flows(Count);
        FlowFileReader.ReadTexts(Business.Flows(20)).Errors.ShouldBeEmpty();
        FlowSet? loaded = null;
        var before = Yardstick.Time();

        var load = Enumerable.Range(0, 3).Select(_ => Cost.OfAll(() => loaded = FlowFileReader.ReadTexts(files).ToFlows())).MinBy(cost => cost.Time);
        var yardsticks = load.Time / Yardstick.SlowerOf(before);

        output.WriteLine($"{load.Bytes / 1024 / 1024} MiB, {load.Time.TotalMilliseconds:0} ms, {yardsticks:0} times the yardstick");
        loaded!.All.Count().ShouldBe(Count);
        load.Bytes.ShouldBeLessThan(600L * 1024 * 1024);
        yardsticks.ShouldBeLessThan(250_000);
    }

    /// <summary>Of several rows, the one in which nothing came between.</summary>
    private static Cost Least(int times, Action one)
    {
        for (var warm = 0; warm < Warm; warm++)
            one();
        return Enumerable.Range(0, 7).Select(_ => Cost.Of(() =>
        {
            for (var time = 0; time < times; time++)
                one();
        })).MinBy(cost => cost.Time);
    }
}
