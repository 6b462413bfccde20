using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using WhatsAppSupport.Load.Customers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Load;

/// <summary>In place of the program: takes what is posted and replies before it answers 200, save for what it is to do wrong.</summary>
internal sealed class InventedProgram : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, bool> posted = [];

    /// <summary>Gets each reply, as MSG91 does.</summary>
    public Action<Msg91StandInSent> OnReply { get; set; } = _ => { };

    /// <summary>To a message, by its number: the numbers of those that are answered now.</summary>
    public Func<int, int[]> Replies { get; init; } = number => [number];

    /// <summary>The message whose first post is answered 500.</summary>
    public int? Refused { get; init; }

    public TimeSpan RepeatTakes { get; init; }

    public TimeSpan ReportTakes { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var post = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        if (request.RequestUri!.AbsolutePath.EndsWith("/reports", StringComparison.Ordinal))
        {
            await Due.ComesAsync(Due.In(ReportTakes), cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        var id = post.RootElement.GetProperty("uuid").GetString()!;
        var number = int.Parse(id[(id.LastIndexOf('N') + 1)..], CultureInfo.InvariantCulture);
        if (number == Refused && posted.TryAdd("refused " + id, true))
        {
            return new HttpResponseMessage(HttpStatusCode.InternalServerError);
        }

        if (!posted.TryAdd(id, true))
        {
            await Due.ComesAsync(Due.In(RepeatTakes), cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        foreach (var answered in Replies(number))
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{answered}: it is on its way");
            OnReply(new Msg91StandInSent(0, default, post.RootElement.GetProperty("customerNumber").GetString()!, "919800000001", text, [], null, "wamid.1", "request-1"));
        }

        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}
