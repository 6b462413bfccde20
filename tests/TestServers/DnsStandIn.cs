using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// A name server on a UDP port of this machine whose names may stand for something else each time: that is how somebody who owns a name gets
/// past a look at it.
/// </summary>
public sealed class DnsStandIn : IAsyncDisposable
{
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    private readonly CancellationTokenSource stopping = new();

    private readonly ConcurrentDictionary<string, IPAddress[][]> names = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<(string Name, AddressFamily Family), int> asked = new();

    private readonly Task serving;

    public DnsStandIn() => serving = ServeAsync();

    public IPEndPoint Address => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>How often a name was looked up: each look-up asks for both kinds of addresses.</summary>
    public int LookUpsOf(string name) => asked.GetValueOrDefault((name, AddressFamily.InterNetwork));

    /// <param name="rounds">Comma-separated addresses, one text for each look-up; the last one holds on.</param>
    public void Set(string name, params string[] rounds) =>
        names[name] = [.. rounds.Select(round => round.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray())];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        socket.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await socket.ReceiveAsync(stopping.Token);
                await socket.SendAsync(AnswerTo(question.Buffer), question.RemoteEndPoint, stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] question)
    {
        var (name, family) = DnsMessage.ReadQuestion(question);
        var time = asked.AddOrUpdate((name.ToLowerInvariant(), family), 1, (_, before) => before + 1);
        return DnsMessage.Answer(question, names.TryGetValue(name, out var rounds)
            ? [.. rounds[Math.Min(time, rounds.Length) - 1].Where(address => address.AddressFamily == family)]
            : null);
    }
}
