using System.Globalization;
using System.Net;
using System.Text;
using WhatsAppSupport.Load.Measures;

namespace WhatsAppSupport.Load.Reports;

/// <summary>Lines over the seconds of a run.</summary>
internal sealed class Chart(string title, int seconds)
{
    private const int Width = 900;
    private const int Height = 180;

    private static readonly string[] Colours = ["#1769aa", "#2e7d32", "#b26a00", "#7b1fa2", "#00838f", "#b00020"];

    private readonly List<(string Name, string Colour, double[] Values)> lines = [];

    public static Chart OfProcesses(string title, IReadOnlyDictionary<string, List<ProcessSample>> processes, Func<List<ProcessSample>, IEnumerable<double>> values) =>
        processes.Select((pair, index) => (pair, Colour: Colours[index % Colours.Length]))
            .Aggregate(new Chart(title, processes.Values.Max(samples => samples.Count)), (chart, one) => chart.With(one.pair.Key, one.Colour, values(one.pair.Value)));

    public Chart With(string name, string colour, IEnumerable<double> values)
    {
        lines.Add((name, colour, [.. values]));
        return this;
    }

    public override string ToString()
    {
        var most = Math.Max(1e-9, lines.SelectMany(line => line.Values).DefaultIfEmpty(1).Max());
        var svg = new StringBuilder($"<h3>{WebUtility.HtmlEncode(title)}</h3><p>");
        foreach (var (name, colour, _) in lines)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<span class=\"key\" style=\"color:{colour}\">■ {WebUtility.HtmlEncode(name)}</span>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"at most {most:0.##}, over {seconds} s</p><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        foreach (var (_, colour, values) in lines)
        {
            var points = values.Select((value, second) => string.Create(
                CultureInfo.InvariantCulture, $"{second * (double)Width / Math.Max(1, seconds - 1):0.#},{Height - (value / most * (Height - 4)):0.#}"));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{string.Join(' ', points)}\"/>");
        }

        return svg.Append("</svg>").ToString();
    }
}
