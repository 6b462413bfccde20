using System.Diagnostics.Metrics;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>A counter by one label that has a fixed set of values.</summary>
internal sealed class LabelledCounter(Meter meter, string name, string description, string label, params string[] values)
{
    private readonly Counter<long> counter = meter.CreateCounter<long>(name, description: description);

    public void Add(long count, string value)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(label, value));
        }
    }

    public void Begin()
    {
        foreach (var value in values)
        {
            counter.Add(0, new KeyValuePair<string, object?>(label, value));
        }
    }
}
