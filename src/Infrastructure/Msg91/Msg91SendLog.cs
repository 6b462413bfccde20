using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly.Timeout;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// Asks MSG91's log (<c>report/logs/wa</c>) for all messages of some days at once. It goes by days, three at most, and does not say whose: in
/// Indian time as its dashboard does, so the days are taken to hold both theirs and ours.
/// </summary>
internal sealed partial class Msg91SendLog(HttpClient http, TimeProvider clock, ILogger<Msg91SendLog> logger) : ISendLog
{
    public const int MostRows = 5_000;

    private const int MostDays = 3;

    public bool CanBeAsked => true;

    public async Task<SendLogAnswer> AskAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var last = DateOnly.FromDateTime((clock.GetUtcNow() + LogTime.IndianOffset).UtcDateTime);
        var wanted = DateOnly.FromDateTime(since.UtcDateTime);
        var first = last.AddDays(1 - MostDays) is var earliest && wanted < earliest ? earliest : wanted;
        var (answer, problem) = await FetchAsync(first, last, cancellationToken).ConfigureAwait(false);
        if (problem is not null)
        {
            LogNotAnswered(problem);
        }

        return answer;
    }

    private async Task<(SendLogAnswer Answer, string? Problem)> FetchAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"report/logs/wa?startDate={first:yyyy-MM-dd}&endDate={last:yyyy-MM-dd}&limit={MostRows}");
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return (SendLogAnswer.Nothing, $"it answered {(int)response.StatusCode}");
            }

            var body = ArrivedContent.Of(response);
            return SendLogReading.Read(body.Bytes, clock.GetUtcNow()) is { } read
                ? (read, null)
                : (SendLogAnswer.Nothing, body.IsWhole ? "it answered something else than a log" : "its answer was cut off");
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (SendLogAnswer.Nothing, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "MSG91's log could not be asked for what was perhaps sent: {Problem}")]
    private partial void LogNotAnswered(string problem);
}
