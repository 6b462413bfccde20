using System.Diagnostics;
using System.Globalization;
using System.Net;
using WhatsAppSupport.Load.Servers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Customers;

/// <summary>Posts as MSG91 does, to each process in turn, and again what was not answered 200, only sooner than MSG91 would.</summary>
/// <param name="programs">The address of each process.</param>
/// <param name="wire">Null: HTTP.</param>
internal sealed class Postman(IReadOnlyList<Uri> programs, HttpMessageHandler? wire = null) : IDisposable
{
    private const int Connections = 512;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    /// <summary>MSG91 repeats a post up to five times within minutes; a program that is away for as long as this has ended the run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(wire ?? new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { Timeout = TimeSpan.FromSeconds(8) };
    private readonly string run = Guid.CreateVersion7().ToString("N");
    private long posts;
    private long refused;
    private long givenUp;

    /// <summary>Posts that were not answered 200, or not at all.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>What was posted again and again, and never answered 200.</summary>
    public long GivenUp => Interlocked.Read(ref givenUp);

    /// <returns>Whether it was answered 200 at last.</returns>
    public Task<bool> SayAsync(string phone, int number, string text, CancellationToken over) =>
        InsistAsync(WebhookPost.Message(phone, string.Create(CultureInfo.InvariantCulture, $"wamid.{run}{phone}N{number}"), text), over);

    /// <inheritdoc cref="SayAsync" />
    public Task<bool> ReportAsync(Msg91StandInSent sent, string status, CancellationToken over) => InsistAsync(WebhookPost.Report(sent, status), over);

    public void Dispose() => http.Dispose();

    private async Task<bool> InsistAsync(WebhookPost post, CancellationToken over)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await PostAsync(post, over))
        {
            Interlocked.Increment(ref refused);
            if (GivenUp > 0 || Stopwatch.GetElapsedTime(began) > Longest)
            {
                Interlocked.Increment(ref givenUp);
                return false;
            }

            await Due.ComesAsync(Due.In(Again), over);
        }

        return true;
    }

    private async Task<bool> PostAsync(WebhookPost post, CancellationToken over)
    {
        var process = programs[(int)(Interlocked.Increment(ref posts) % programs.Count)];
        using var request = post.To(process);
        try
        {
            using var response = await http.SendAsync(request, over);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !over.IsCancellationRequested))
        {
            return false;
        }
    }
}
