using System.Diagnostics;
using System.Globalization;
using WhatsAppSupport.Load.Servers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.ClosedLoop;

/// <summary>
/// Closed loop: <c>webhooks</c> keeps so many requests under way; <c>reports</c> does the same with webhooks that cause no turn, reports of what another program has sent;
/// <c>turns</c> keeps at most so many messages unanswered, and counts the replies that reach the provider.
/// </summary>
internal sealed class Measurement(Rig rig, int customers) : IDisposable
{
    private const int Connections = 96;
    private const int MostUnanswered = 600;

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
    private int customer;
    private long posted;
    private long reported;

    private long Posted => Interlocked.Read(ref posted) + Interlocked.Read(ref reported);

    /// <summary>So many runs one after another, and their median.</summary>
    public static async Task RunAsync(string kind, TimeSpan length, int runs, int customers, string keys)
    {
        await using var rig = await Rig.StartAsync(Dialogue.Flow, keys);
        using var measure = new Measurement(rig, customers);
        await measure.WarmUpAsync(kind);

        var rates = new List<double>();
        for (var run = 1; run <= runs; run++)
        {
            var figures = await measure.RunAsync(kind, length);
            rates.Add(figures.PerSecond);
            Console.WriteLine($"run {run}: {figures}");
        }

        rates.Sort();
        Console.WriteLine($"{kind}: median {rates[rates.Count / 2]:0} a second of {runs} runs of {length.TotalSeconds:0} s (from {rates[0]:0} to {rates[^1]:0}), {customers} customers");
    }

    /// <summary>Every customer has begun the flow, and everything is compiled and prepared.</summary>
    public async Task WarmUpAsync(string kind)
    {
        for (var begun = 0; begun < customers; begun += Connections)
        {
            await Task.WhenAll(Enumerable.Range(begun, Math.Min(Connections, customers - begun)).Select(who => SayAsync(who, "hi")));
        }

        await RunAsync(kind, TimeSpan.FromSeconds(5));
    }

    public async Task<Figures> RunAsync(string kind, TimeSpan length)
    {
        await DrainAsync();
        var (sentBefore, postedBefore, cpuBefore) = (rig.Msg91.SentCount, Posted, rig.ProgramTime);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => DriveAsync(kind, started, length)));
        var driven = Stopwatch.GetElapsedTime(started);
        var webhooks = Posted - postedBefore;
        if (kind != "turns")
        {
            return new Figures(webhooks / driven.TotalSeconds, webhooks, rig.ProgramTime - cpuBefore);
        }

        await DrainAsync();
        var turns = rig.Msg91.SentCount - sentBefore;
        return new Figures(turns / Stopwatch.GetElapsedTime(started).TotalSeconds, turns, rig.ProgramTime - cpuBefore);
    }

    private async Task DriveAsync(string kind, long started, TimeSpan length)
    {
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            if (kind == "turns" && Interlocked.Read(ref posted) - rig.Msg91.SentCount > MostUnanswered)
            {
                await Task.Delay(1);
                continue;
            }

            var said = Interlocked.Increment(ref customer);
            if (kind == "reports")
            {
                await PostAsync(Dialogue.Report(rig.Addresses[0], said % customers));
                Interlocked.Increment(ref reported);
                continue;
            }

            await SayAsync(said % customers, string.Create(CultureInfo.InvariantCulture, $"something else {said}"));
        }
    }

    private async Task SayAsync(int who, string text)
    {
        await PostAsync(Dialogue.Post(rig.Addresses[0], who, text));
        Interlocked.Increment(ref posted);
    }

    private async Task PostAsync(HttpRequestMessage webhook)
    {
        using var request = webhook;
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    private Task DrainAsync() => Eventually.BecomesTrueAsync(
        () => rig.Msg91.SentCount >= Interlocked.Read(ref posted), TimeSpan.FromMinutes(5), "every message is answered");
}

internal sealed record Figures(double PerSecond, long Count, TimeSpan ProgramTime)
{
    public override string ToString() => $"{PerSecond:0} a second ({Count} in all, {ProgramTime.TotalMicroseconds / Count:0} µs of the program's processor time each)";
}
