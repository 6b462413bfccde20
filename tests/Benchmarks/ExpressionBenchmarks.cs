using BenchmarkDotNet.Attributes;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Benchmarks;

/// <summary>What is worked out in a turn, and the parsing that is done once.</summary>
public class ExpressionBenchmarks
{
    private const string Source = "round(total * 1.18, 2) > 100 and (topic == \"refund\" or count(items) >= 3)";
    private static readonly Known Variables = new();
    private readonly Expression expression = Expression.Parse(Source, out _)!;
    private readonly TextTemplate text = TextTemplate.Parse("{user_name} जी, {count} के लिए कुल {total} रुपये, {upper(topic)} को। धन्यवाद{missing}!", out _)!;

    [Benchmark]
    public Expression? Parse() => Expression.Parse(Source, out _);

    [Benchmark]
    public bool Evaluate() => expression.IsTrue(Variables);

    [Benchmark]
    public string Render() => text.Render(Variables, Locale.Of("hi-IN"));

    private sealed class Known : IVariables
    {
        private static readonly Value Total = Value.Of(123_456.5m);
        private static readonly Value Items = new Value.List([Value.True, Value.False, Value.True]);

        public Value Find(string name) => name switch
        {
            "user_name" => Value.Of("Asha"),
            "total" => Total,
            "topic" => Value.Of("order"),
            "count" => Value.Of(3m),
            "items" => Items,
            _ => Value.Nothing,
        };
    }
}
