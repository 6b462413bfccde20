using BenchmarkDotNet.Attributes;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Benchmarks;

/// <summary>A turn of flows that are loaded, without what is read and written around it: under 20 µs and 8 KB is wanted.</summary>
public class TurnBenchmarks
{
    [ParamsSource(nameof(Shapes))]
    public TurnShape Shape { get; set; } = null!;

    public IEnumerable<TurnShape> Shapes => TurnShape.All();

    [Benchmark]
    public FlowOutcome Turn() => Shape.Decide();
}
