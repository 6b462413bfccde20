using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Crash.Crowd;

/// <summary>Posts as MSG91 does: to any process, and again whatever was not answered 200, only sooner than MSG91 would.</summary>
internal sealed class Postman(IReadOnlyList<CrashProcess> processes) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AbsentFor = TimeSpan.FromMilliseconds(500);

    /// <summary>A post that is refused again and again comes back after four seconds at most.</summary>
    private const int MostLengthening = 4;

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, int> answers = new();
    private readonly ConcurrentDictionary<CrashProcess, long> absent = new();
    private long slowestRefusal;

    /// <summary>How often each answer was got: a status code, or why there was none.</summary>
    public IReadOnlyDictionary<string, int> Answers => answers;

    public TimeSpan SlowestRefusal => TimeSpan.FromMilliseconds(Volatile.Read(ref slowestRefusal));

    /// <summary>Comes back with the receipt of the first 200, and when it was there.</summary>
    public async Task<(Receipt Receipt, DateTimeOffset At)> DeliverAsync(byte[] body, string path, Random random)
    {
        for (var tries = 1; ; tries++)
        {
            var process = Choose(random);
            if (await TryAsync(process, path, body) is { } receipt)
            {
                return (receipt, TimeProvider.System.GetUtcNow());
            }

            var longer = Math.Min(tries, MostLengthening);
            await random.PauseAsync(0.4 * longer, longer);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Like what stands before several processes: where nobody listened a moment ago it does not try, unless there is nobody else.</summary>
    private CrashProcess Choose(Random random)
    {
        CrashProcess[] likely = [.. processes.Where(process => !absent.TryGetValue(process, out var since) || Stopwatch.GetElapsedTime(since) > AbsentFor)];
        var some = likely.Length > 0 ? likely : processes;
        return some[random.Next(some.Count)];
    }

    private async Task<Receipt?> TryAsync(CrashProcess process, string path, byte[] body)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync(body, new Uri(process.Address, path).AbsoluteUri);
            Count(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web);
            }

            NoteRefusal(Stopwatch.GetElapsedTime(started));
            return null;
        }
        catch (OperationCanceledException)
        {
            Count("no answer in time");
            return null;
        }
        catch (HttpRequestException)
        {
            Count("no connection");
            absent[process] = Stopwatch.GetTimestamp();
            return null;
        }
    }

    private void Count(string answer) => answers.AddOrUpdate(answer, 1, (_, times) => times + 1);

    private void NoteRefusal(TimeSpan took)
    {
        var milliseconds = (long)took.TotalMilliseconds;
        for (var known = Volatile.Read(ref slowestRefusal); milliseconds > known; known = Volatile.Read(ref slowestRefusal))
        {
            Interlocked.CompareExchange(ref slowestRefusal, milliseconds, known);
        }
    }
}
