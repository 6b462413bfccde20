using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// Stands in for MSG91 over real HTTP: takes session messages, gives ids, posts delivery reports, shows its log, and fails when told to.
/// Fast enough to be a load test's peer, with <see cref="Records"/> off.
/// </summary>
public sealed class Msg91StandIn : IAsyncDisposable
{
    private const string BasePath = "/api/v5";

    private const string SessionPath = BasePath + "/whatsapp/whatsapp-outbound-message/";

    private readonly Msg91StandInReporter reporter = new();

    private readonly ConcurrentQueue<Msg91StandInAnswer> next = new();

    private readonly List<Msg91StandInRequest> requests = [];

    private readonly List<Msg91StandInSent> sent = [];

    private readonly List<Msg91StandInExchange> exchanges = [];

    private readonly Lock gate = new();

    // Ids of two stand-ins on one database must differ.
    private readonly string run = RandomNumberGenerator.GetHexString(12);

    private StandInServer server = null!;

    private long sentCount;

    private Msg91StandIn()
    {
    }

    /// <summary>What MSG91_BASE_URL is set to: without a slash at the end.</summary>
    public Uri BaseUrl => new(server.Address, BasePath);

    /// <summary>Who does not come with this key gets a 401. Null: every key is right.</summary>
    public string? AuthKey { get; set; }

    /// <summary>How requests are treated while none is scripted by <see cref="FailNext"/>.</summary>
    public Msg91StandInAnswer Respond { get; set; } = Msg91StandInAnswer.Ok;

    /// <summary>Null: no reports.</summary>
    public Msg91StandInReports? Reports { get; set; }

    /// <summary>Off: only counts, which is what a load test wants.</summary>
    public bool Records { get; set; } = true;

    public Msg91StandInLog Log { get; } = new();

    /// <summary>The numbers of the account.</summary>
    public Msg91StandInNumbers Numbers { get; } = new();

    /// <summary>By which it says when a message was taken.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public long SentCount => Interlocked.Read(ref sentCount);

    public long ReportsPosted => reporter.Posted;

    public long ReportsRefused => reporter.Refused;

    /// <summary>Every report that is due was posted.</summary>
    public bool ReportsAreDone => reporter.IsIdle;

    public IReadOnlyList<Msg91StandInRequest> Requests => Copy(requests);

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<Msg91StandInSent> Sent => Copy(sent);

    /// <summary>Each request with what came of it, in the order of arrival.</summary>
    public IReadOnlyList<Msg91StandInExchange> Exchanges => Copy(exchanges);

    /// <summary>Called for each message that is taken, before its sender is told so.</summary>
    public Action<Msg91StandInSent>? OnTaken { get; set; }

    public static async Task<Msg91StandIn> StartAsync()
    {
        var standIn = new Msg91StandIn();
        standIn.server = await StandInServer.StartAsync(standIn.AnswerAsync);
        return standIn;
    }

    public IReadOnlyList<Msg91StandInSent> SentTo(string phoneDigits) => [.. Sent.Where(message => message.To == phoneDigits)];

    /// <summary>What is still scripted is forgotten: from now on <see cref="Respond"/> holds for everybody.</summary>
    public void ForgetScript() => next.Clear();

    /// <summary>The next requests are treated so, one each; then <see cref="Respond"/> holds again.</summary>
    public void FailNext(params IEnumerable<Msg91StandInAnswer> answers)
    {
        foreach (var answer in answers)
        {
            next.Enqueue(answer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await reporter.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Msg91StandInWire.ReadAsync(context.Request, cancellationToken);
        if (LookedUp(context.Request) is { } looked)
        {
            await PerformAsync(context, Msg91StandInExchange.Begin(context, body, watches: false), looked, cancellationToken);
            return;
        }

        var exchange = Record(context, body);
        var refusal = Refusal(context.Request);
        await PerformAsync(context, exchange, refusal ?? (next.TryDequeue(out var scripted) ? scripted : Respond), cancellationToken);
    }

    /// <summary>What is only asked for; null: something is to be sent.</summary>
    private Msg91StandInAnswer? LookedUp(HttpRequest request) => request.Path.Value switch
    {
        BasePath + Msg91StandInLog.Path => Refusal(request) ?? Log.Of(request, Sent, Clock.GetUtcNow()),
        BasePath + Msg91StandInNumbers.Path => Refusal(request) ?? Numbers.Answer(),
        _ => null,
    };

    private Msg91StandInAnswer.Fixed? Refusal(HttpRequest request) => request switch
    {
        _ when AuthKey is not null && request.Headers["authkey"] != AuthKey =>
            new(401, """{"status":"fail","hasError":true,"errors":"Unauthorized"}""", null),
        _ when request.Path != SessionPath && request.Path != BasePath + Msg91StandInLog.Path && request.Path != BasePath + Msg91StandInNumbers.Path => new(404, """{"type":"error","msg":"Route Missing"}""", null),
        _ => null,
    };

    private async Task PerformAsync(HttpContext context, Msg91StandInExchange exchange, Msg91StandInAnswer answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case Msg91StandInAnswer.Accepting accepting:
                await AcceptAsync(context, exchange, accepting, cancellationToken);
                break;
            case Msg91StandInAnswer.Hanging hanging:
                TakeSilently(exchange, hanging.Accepts);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case Msg91StandInAnswer.Dropping:
                TakeSilently(exchange, takes: true);
                context.Abort();
                break;
            case Msg91StandInAnswer.CuttingOff cutting:
                TakeSilently(exchange, takes: cutting.Code == 200);
                await Msg91StandInWire.CutOffAsync(context, cutting.Code, cancellationToken);
                break;
            case Msg91StandInAnswer.Fixed fixedAnswer:
                await Msg91StandInWire.WriteAsync(context, fixedAnswer, cancellationToken);
                exchange.Answered();
                break;
        }
    }

    private async Task AcceptAsync(HttpContext context, Msg91StandInExchange exchange, Msg91StandInAnswer.Accepting answer, CancellationToken cancellationToken)
    {
        var (message, problem) = Take(exchange);
        if (message is null)
        {
            await Msg91StandInWire.WriteAsync(context, new(200, $$"""{"status":"fail","hasError":true,"errors":"{{problem}}"}""", null), cancellationToken);
            return;
        }

        if (Reports is { BeforeAnswer: true } early)
        {
            await reporter.PostAsync(message, early, cancellationToken);
        }

        if (answer.Delay > TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, cancellationToken);
        }

        await (answer.Until ?? Task.CompletedTask).WaitAsync(cancellationToken);

        var success = $$"""{"status":"success","hasError":false,"data":{"message_uuid":"{{message.WamId}}"},"errors":null,"request_id":"{{message.RequestId}}"}""";
        await Msg91StandInWire.WriteAsync(context, new(200, success, null), cancellationToken);
        exchange.Answered();
        if (Reports is { BeforeAnswer: false } later)
        {
            reporter.Enqueue(message, later);
        }
    }

    /// <summary>The message is on its way though its sender is never told so, except by the reports.</summary>
    private void TakeSilently(Msg91StandInExchange exchange, bool takes)
    {
        if (takes && Take(exchange).Message is { } message && Reports is { } reports)
        {
            reporter.Enqueue(message, reports);
        }
    }

    private (Msg91StandInSent? Message, string Problem) Take(Msg91StandInExchange exchange)
    {
        var (read, problem) = Msg91StandInBody.Read(exchange.Body);
        if (read is null)
        {
            return (null, problem);
        }

        exchange.Taken = Number(read);
        OnTaken?.Invoke(exchange.Taken);
        return (exchange.Taken, "");
    }

    private Msg91StandInSent Number(Msg91StandInSent read)
    {
        lock (gate)
        {
            var order = (int)Interlocked.Increment(ref sentCount);
            var message = read with
            {
                Order = order,
                At = Clock.GetUtcNow(),
                WamId = string.Create(CultureInfo.InvariantCulture, $"wamid.{run}{order:D8}"),
                RequestId = string.Create(CultureInfo.InvariantCulture, $"{run.ToLowerInvariant()}{order:x8}"),
            };
            if (Records)
            {
                sent.Add(message);
            }

            return message;
        }
    }

    private Msg91StandInExchange Record(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var exchange = Msg91StandInExchange.Begin(context, body, Records);
        if (!Records)
        {
            return exchange;
        }

        var request = context.Request;
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (gate)
        {
            requests.Add(new Msg91StandInRequest(
                requests.Count + 1,
                TimeProvider.System.GetUtcNow(),
                request.Method,
                request.Path.Value ?? "",
                headers,
                Encoding.UTF8.GetString(body.Span)));
            exchanges.Add(exchange);
        }

        return exchange;
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
