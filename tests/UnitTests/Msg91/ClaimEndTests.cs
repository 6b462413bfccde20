using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Http;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>Between handing a message over and its first byte any time may pass: a connection is waited for, or the process stands still.</summary>
public sealed class ClaimEndTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly MovedClock clock = new(Noon);
    private Msg91StandIn msg91 = null!;

    public async Task InitializeAsync() => msg91 = await Msg91StandIn.StartAsync();

    public async Task DisposeAsync() => await msg91.DisposeAsync();

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    [InlineData(60, 0)]
    public async Task No_byte_leaves_when_the_claim_ended_while_it_was_connecting(int seconds, int requests)
    {
        using var http = Connecting(() => clock.Move(seconds * Second));

        var outcome = await SendAsync(http);

        outcome.ShouldBeOfType(requests == 0 ? typeof(SendOutcome.HeldBack) : typeof(SendOutcome.Accepted));
        msg91.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Nor_over_a_connection_that_is_there_and_the_next_one_leaves()
    {
        using var http = Connecting(() => { });
        await SendAsync(http);
        clock.Move(10 * Second);

        var late = await SendAsync(http);
        var next = await SendAsync(http, clock.GetUtcNow() + Second);

        late.ShouldBeOfType<SendOutcome.HeldBack>();
        next.ShouldBeOfType<SendOutcome.Accepted>();
        msg91.Requests.Count.ShouldBe(2);
    }

    private async Task<SendOutcome> SendAsync(HttpClient http, DateTimeOffset? end = null)
    {
        var log = NullLogger<Msg91Gateway>.Instance;
        var gateway = new Msg91Gateway(http, Msg91Circuit.Create(clock, log), MediaBody.Flat, clock, log);
        return await gateway.SendAsync(GatewayUnderTest.Message() with { MustLeaveBefore = end ?? Noon + (10 * Second) }, CancellationToken.None);
    }

    private HttpClient Connecting(Action meanwhile)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                meanwhile();
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(new WholeAnswerHandler(64 * 1024) { InnerHandler = handler }) { BaseAddress = new Uri(msg91.BaseUrl.AbsoluteUri.TrimEnd('/') + "/") };
    }
}
