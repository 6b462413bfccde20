using System.Diagnostics.Metrics;

namespace WhatsAppSupport.Api.Metrics;

/// <summary>What an instrument is called on the page, by Prometheus's conventions. Our own are named by them already; the platform's are not.</summary>
internal static class PageNames
{
    public static string OfCounter(Instrument instrument) => EndingWith("_total", WithUnit(instrument));

    /// <summary>What ends in <c>_count</c> is read as a part of a histogram.</summary>
    public static string OfGauge(Instrument instrument) =>
        WithUnit(instrument) is var name && name.EndsWith("_count", StringComparison.Ordinal) ? $"{name[..^"_count".Length]}s" : name;

    public static string OfHistogram(Instrument instrument) => WithUnit(instrument);

    /// <summary>In letters that Prometheus can read.</summary>
    public static string Written(string name) => name.Replace('.', '_').Replace('-', '_');

    private static string WithUnit(Instrument instrument) => instrument.Unit switch
    {
        "s" => EndingWith("_seconds", Written(instrument.Name)),
        "By" => EndingWith("_bytes", Written(instrument.Name)),
        _ => Written(instrument.Name),
    };

    private static string EndingWith(string end, string name) => name.EndsWith(end, StringComparison.Ordinal) ? name : name + end;
}
