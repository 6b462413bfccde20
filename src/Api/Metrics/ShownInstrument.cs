using System.Diagnostics.Metrics;
using Prometheus;

namespace WhatsAppSupport.Api.Metrics;

/// <summary>One instrument on the page. Which labels a measurement has may differ from one to the next: of those of a request that failed there is one more.</summary>
internal sealed class ShownInstrument
{
    private readonly Func<string[], Action<double, string[]>> begin;
    private Family[] families = [];

    private ShownInstrument(Func<string[], Action<double, string[]>> begin) => this.begin = begin;

    public static ShownInstrument Of(Instrument instrument, IMetricFactory factory)
    {
        var help = instrument.Description ?? "";
        var configuration = new HistogramConfiguration { Buckets = ShownInstruments.Buckets };
        return instrument switch
        {
            Histogram<double> or Histogram<long> or Histogram<int> => new(labels =>
            {
                var histogram = factory.CreateHistogram(PageNames.OfHistogram(instrument), help, labels, configuration);
                return (value, values) => histogram.WithLabels(values).Observe(value);
            }),
            Counter<double> or Counter<long> or Counter<int> => new(labels =>
            {
                var counter = factory.CreateCounter(PageNames.OfCounter(instrument), help, labels);
                return (value, values) => counter.WithLabels(values).Inc(value);
            }),
            _ when ShownInstruments.IsObservedCounter(instrument) => new(labels =>
            {
                var counter = factory.CreateCounter(PageNames.OfCounter(instrument), help, labels);
                return (value, values) => counter.WithLabels(values).IncTo(value);
            }),
            { IsObservable: true } => new(labels =>
            {
                var gauge = factory.CreateGauge(PageNames.OfGauge(instrument), help, labels);
                return (value, values) => gauge.WithLabels(values).Set(value);
            }),

            // What goes up and down by steps.
            _ => new(labels =>
            {
                var gauge = factory.CreateGauge(PageNames.OfGauge(instrument), help, labels);
                return (value, values) => gauge.WithLabels(values).Inc(value);
            }),
        };
    }

    public void Tell(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var values = labels.IsEmpty ? [] : new string[labels.Length];
        for (var place = 0; place < labels.Length; place++)
        {
            values[place] = Convert.ToString(labels[place].Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }

        FamilyOf(labels).Tell(value, values);
    }

    /// <summary>Mostly there is one.</summary>
    private Family FamilyOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        foreach (var family in Volatile.Read(ref families))
        {
            if (family.Has(labels))
            {
                return family;
            }
        }

        var names = new string[labels.Length];
        for (var place = 0; place < labels.Length; place++)
        {
            names[place] = labels[place].Key;
        }

        // Two at once begin the same collector: the registry has one of each.
        var begun = new Family(names, begin([.. names.Select(PageNames.Written)]));
        lock (begin)
        {
            families = [.. families, begun];
        }

        return begun;
    }

    private sealed class Family(string[] names, Action<double, string[]> tell)
    {
        public Action<double, string[]> Tell { get; } = tell;

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            if (labels.Length != names.Length)
            {
                return false;
            }

            for (var place = 0; place < names.Length; place++)
            {
                if (names[place] != labels[place].Key)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
