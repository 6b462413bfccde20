using System.Globalization;
using WhatsAppSupport.Load.ClosedLoop;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.Load.Runs;

// dotnet run -c Release --project tests/Load -- PROFILE [seconds] [times as fast]      smoke, steady, burst, soak, ramp, scale
// dotnet run -c Release --project tests/Load -- webhooks|reports|turns|keys [seconds] [runs] [customers]
var kind = args.ElementAtOrDefault(0) ?? "smoke";
var keys = Environment.GetEnvironmentVariable("ENCRYPTION_KEYS") ?? "off";
var profiles = Profile.ReadAll();
if (profiles.TryGetValue(kind, out var chosen))
{
    var profile = (args.Length > 1 ? chosen.Lasting(Number(1, 0)) : chosen).Faster(Number(2, 1));
    var runs = new List<RunReport>();
    foreach (var processes in kind == "scale" ? Enumerable.Range(1, profile.Processes) : [profile.Processes])
    {
        var rounds = await ProfileRun.RunAsync(profile with { Processes = processes }, keys, Console.Out);
        runs.AddRange(rounds);
        if (profile.Grows is not null)
        {
            Console.WriteLine(Knee.Of(rounds));
        }
    }

    Console.WriteLine($"written to {await WrittenReport.WriteAsync(runs, Path.Combine("coverage", "load"))}");
    return Verdict.ExitCode(runs);
}

var seconds = TimeSpan.FromSeconds(Number(1, 10));
var (times, customers) = ((int)Number(2, 5), (int)Number(3, 1000));
switch (kind)
{
    case "keys":
        await KeyCost.MeasureAsync(seconds, times, customers);
        return 0;
    case "webhooks" or "reports" or "turns":
        await Measurement.RunAsync(kind, seconds, times, customers, keys);
        return 0;
    default:
        Console.Error.WriteLine($"{kind}: is nothing that can be measured. There are {string.Join(", ", [.. profiles.Keys, "webhooks", "reports", "turns", "keys"])}.");
        return 1;
}

double Number(int at, double usual) => args.Length > at ? double.Parse(args[at], CultureInfo.InvariantCulture) : usual;
