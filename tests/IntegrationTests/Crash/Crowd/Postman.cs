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

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, int> answers = new();
    private long slowestRefusal;

    /// <summary>How often each answer was got: a status code, or why there was none.</summary>
    public IReadOnlyDictionary<string, int> Answers => answers;

    public TimeSpan SlowestRefusal => TimeSpan.FromMilliseconds(Volatile.Read(ref slowestRefusal));

    /// <summary>Comes back with the receipt of the first 200, and when it was there.</summary>
    public async Task<(Receipt Receipt, DateTimeOffset At)> DeliverAsync(byte[] body, string path, Random random)
    {
        while (true)
        {
            var process = processes[random.Next(processes.Count)];
            if (await TryAsync(new Uri(process.Address, path), body) is { } receipt)
            {
                return (receipt, TimeProvider.System.GetUtcNow());
            }

            await random.PauseAsync(0.3, 2);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Receipt?> TryAsync(Uri address, byte[] body)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync(body, address.AbsoluteUri);
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
