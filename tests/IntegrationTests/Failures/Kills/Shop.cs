using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>
/// Takes each order once: who comes again with the same key is told the same number. When an order comes for the first time it is slow, refuses, or says
/// nothing, now and then.
/// </summary>
internal sealed class Shop(int seed)
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(0.7);

    private readonly ConcurrentDictionary<string, ShopOrder> orders = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Whoever asks is held up until whoever waits for it has done what he wants to do.</summary>
    public Moment Asked { get; } = new();

    public Moment Answered { get; } = new();

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<ShopOrder> Orders => [.. orders.Values.OrderBy(order => order.Number)];

    public async Task AnswerAsync(ApiStandInRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        var order = Take(request);
        var process = request.Headers[ShopFlows.ProcessHeader];
        var tries = order.Note(process);
        if (Asked.Is(() => process))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        var random = new Random(HashCode.Combine(seed, order.Number));
        var dice = random.Next(100);
        if (tries == 1 && dice < 10)
        {
            context.Response.StatusCode = 503;
            return;
        }

        if (tries == 1 && dice < 15)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        await random.PauseAsync(TimeSpan.Zero, Slowest, cancellationToken);
        await context.Response.WriteAsync($$"""{"number":"{{order.Number}}"}""", cancellationToken);
        await context.Response.CompleteAsync();
        Answered.Is(() => process);
    }

    private ShopOrder Take(ApiStandInRequest request)
    {
        var key = request.Headers["Idempotency-Key"];
        lock (gate)
        {
            return orders.GetOrAdd(key, _ => new ShopOrder(key, request.Target, orders.Count + 1));
        }
    }
}

/// <param name="Key">By which it is known when it comes again.</param>
/// <param name="Target">Who wants what.</param>
internal sealed record ShopOrder(string Key, string Target, int Number)
{
    private readonly ConcurrentQueue<string> askers = new();

    /// <summary>Which process has asked for it, each time.</summary>
    public IReadOnlyCollection<string> Askers => askers;

    /// <returns>How often it has come.</returns>
    public int Note(string asker)
    {
        askers.Enqueue(asker);
        return askers.Count;
    }
}
