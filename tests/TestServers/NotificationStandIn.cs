using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>Stands in for whoever is told of escalations: a chat's incoming webhook, a pager.</summary>
public sealed class NotificationStandIn : IAsyncDisposable
{
    /// <summary>In place of a status: say nothing until the caller hangs up.</summary>
    public const int Hang = 0;

    private readonly ConcurrentQueue<int> next = new();

    private readonly ConcurrentQueue<JsonElement> received = new();

    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> headers = new();

    private StandInServer server = null!;

    private NotificationStandIn()
    {
    }

    /// <summary>With a secret in it, as such addresses have.</summary>
    public Uri Url => new(server.Address, "/hooks/secret-part");

    /// <summary>The status that is answered while none is scripted.</summary>
    public int Respond { get; set; } = 204;

    /// <summary>Every body that came, whatever was answered.</summary>
    public IReadOnlyList<JsonElement> Received => [.. received];

    /// <summary>The headers of each, in the same order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Headers => [.. headers];

    public static async Task<NotificationStandIn> StartAsync()
    {
        var standIn = new NotificationStandIn();
        standIn.server = await StandInServer.StartAsync(standIn.AnswerAsync);
        return standIn;
    }

    /// <summary>The next requests are answered so, one each; then <see cref="Respond"/> holds again.</summary>
    public void FailNext(params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            next.Enqueue(status);
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: cancellationToken);
        headers.Enqueue(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        received.Enqueue(document.RootElement.Clone());
        var status = next.TryDequeue(out var scripted) ? scripted : Respond;
        if (status == Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        context.Response.StatusCode = status;
    }
}
