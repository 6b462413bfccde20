using BenchmarkDotNet.Attributes;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Benchmarks;

/// <summary>From texts to flows that run, with all checks: a second for a thousand of them is wanted.</summary>
public class LoadBenchmarks
{
    private IReadOnlyList<FlowText> files = [];

    [Params(1, 1000)]
    public int Flows { get; set; }

    [GlobalSetup]
    public void Write() => files = Business.Flows(Flows);

    [Benchmark]
    public FlowSet Load() => FlowFileReader.ReadTexts(files).ToFlows();
}
