using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Questions to language models. A model is named as the settings name it: what a provider says that it has used could be anything.</summary>
public sealed class ModelMetrics
{
    private readonly LabelledCounter calls;
    private readonly Histogram<double> time;
    private readonly Counter<long> tokens;
    private readonly Counter<double> cost;
    private readonly Counter<long> fallbacks;
    private FrozenSet<string> known = FrozenSet<string>.Empty;

    internal ModelMetrics(Meter meter)
    {
        calls = new(meter, "support_model_calls_total", "Questions to the language model by outcome", "outcome", "answered", "failed", "not_configured");
        time = meter.CreateHistogram<double>("support_model_seconds", "s", "Time of a question to one model");
        tokens = meter.CreateCounter<long>("support_model_tokens_total", description: "Tokens that language models took, prompt and answer together");
        cost = meter.CreateCounter<double>("support_model_cost_dollars_total", description: "What language models have cost, as far as they say");
        fallbacks = meter.CreateCounter<long>("support_model_fallbacks_total", description: "Questions that came to a model because the one before it did not answer");
    }

    /// <summary>The models of the settings; every other one is <c>other</c>.</summary>
    public void Know(IEnumerable<string> models)
    {
        known = models.ToFrozenSet(StringComparer.Ordinal);
        Begin();
    }

    public void Answered() => calls.Add(1, "answered");

    /// <param name="wasAsked">False: none is configured.</param>
    public void Failed(bool wasAsked) => calls.Add(1, wasAsked ? "failed" : "not_configured");

    /// <summary>One model was asked, and has answered or not.</summary>
    /// <param name="isFallback">Because the one before it did not answer.</param>
    /// <param name="usage">What it took; null where nothing is known of it.</param>
    public void Asked(string model, bool hasAnswered, bool isFallback, TimeSpan took, ModelUsage? usage)
    {
        var label = Label(model);
        time.Record(took.TotalSeconds, label, new KeyValuePair<string, object?>("outcome", hasAnswered ? "answered" : "failed"));
        fallbacks.Add(isFallback ? 1 : 0, label);
        tokens.Add(usage?.Tokens ?? 0, label);
        cost.Add((usage?.CostMicroDollars ?? 0) / 1e6, label);
    }

    internal void Begin()
    {
        calls.Begin();
        foreach (var model in known)
        {
            fallbacks.Add(0, Label(model));
            tokens.Add(0, Label(model));
            cost.Add(0, Label(model));
        }
    }

    private KeyValuePair<string, object?> Label(string model) => new("model", known.Contains(model) ? model : "other");
}
