using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace WhatsAppSupport.TestServers;

/// <summary>Posts the reports: those of one message in order, several messages at once.</summary>
internal sealed class Msg91StandInReporter : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    private readonly Channel<(Msg91StandInSent Sent, Msg91StandInReports Reports)> waiting =
        Channel.CreateUnbounded<(Msg91StandInSent, Msg91StandInReports)>();

    private readonly CancellationTokenSource stopping = new();

    private readonly Task[] workers;

    private bool isDisposed;

    private long posted;

    private long refused;

    private long unsettled;

    public Msg91StandInReporter() => workers = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync))];

    /// <summary>Answered 2xx.</summary>
    public long Posted => Interlocked.Read(ref posted);

    public long Refused => Interlocked.Read(ref refused);

    public bool IsIdle => Interlocked.Read(ref unsettled) == 0;

    public void Enqueue(Msg91StandInSent sent, Msg91StandInReports reports)
    {
        Interlocked.Increment(ref unsettled);
        waiting.Writer.TryWrite((sent, reports));
    }

    public async Task PostAsync(Msg91StandInSent sent, Msg91StandInReports reports, CancellationToken cancellationToken)
    {
        foreach (var status in reports.Statuses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, reports.Webhook) { Content = new ByteArrayContent(Write(sent, status)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation(reports.TokenHeader, reports.Token);
            Count(await PostAsync(request, cancellationToken));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        await stopping.CancelAsync();
        await Task.WhenAll(workers);
        http.Dispose();
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (sent, reports) in waiting.Reader.ReadAllAsync(stopping.Token))
            {
                await PostAsync(sent, reports, stopping.Token);
                Interlocked.Decrement(ref unsettled);
            }
        }
        catch (OperationCanceledException)
        {
            // The stand-in is gone; what was not reported is never reported.
            waiting.Writer.TryComplete();
        }
    }

    private async Task<bool> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Counts as refused: the receiver may be the very process that a test kills.
            return false;
        }
    }

    private void Count(bool taken) => Interlocked.Increment(ref taken ? ref posted : ref refused);

    private static byte[] Write(Msg91StandInSent sent, string status) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
    {
        ["crqid"] = sent.CrqId ?? "",
        ["companyId"] = "100001",
        ["customerNumber"] = sent.To,
        ["integratedNumber"] = sent.From,
        ["requestId"] = sent.RequestId,
        ["uuid"] = sent.WamId,
        ["eventName"] = status,
        ["direction"] = "1",
        ["reason"] = status == "failed" ? "(131026) Message undeliverable" : "",
        ["statusUpdatedAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
    });
}
