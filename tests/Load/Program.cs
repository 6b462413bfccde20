using WhatsAppSupport.Load;

// dotnet run -c Release --project tests/Load -- [webhooks|turns|keys] [seconds] [runs] [customers]
var kind = args.ElementAtOrDefault(0) ?? "turns";
var seconds = int.Parse(args.ElementAtOrDefault(1) ?? "10", System.Globalization.CultureInfo.InvariantCulture);
var runs = int.Parse(args.ElementAtOrDefault(2) ?? "5", System.Globalization.CultureInfo.InvariantCulture);
var customers = int.Parse(args.ElementAtOrDefault(3) ?? "1000", System.Globalization.CultureInfo.InvariantCulture);

if (kind == "keys")
{
    await KeyCost.MeasureAsync(TimeSpan.FromSeconds(seconds), runs, customers);
    return;
}

await using var rig = await Rig.StartAsync(Environment.GetEnvironmentVariable("ENCRYPTION_KEYS") ?? "off");
using var measure = new Measurement(rig, customers);
await measure.WarmUpAsync(kind);

var rates = new List<double>();
for (var run = 1; run <= runs; run++)
{
    var figures = await measure.RunAsync(kind, TimeSpan.FromSeconds(seconds));
    rates.Add(figures.PerSecond);
    Console.WriteLine($"run {run}: {figures}");
}

rates.Sort();
Console.WriteLine($"{kind}: median {rates[rates.Count / 2]:0} a second of {runs} runs of {seconds} s (from {rates[0]:0} to {rates[^1]:0}), {customers} customers");
