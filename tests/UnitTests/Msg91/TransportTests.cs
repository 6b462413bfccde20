using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>What is known when the connection, not the answer, is the trouble.</summary>
public sealed class TransportTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Nobody_listening_is_refused_for_now()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ClosedPort());

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>().RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_refused_for_now()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(new Uri("http://msg91.invalid/api/v5"));

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task A_failed_handshake_is_refused_for_now()
    {
        await using var plain = await Msg91StandIn.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(new UriBuilder(plain.BaseUrl) { Scheme = "https" }.Uri);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task A_handshake_that_never_ends_is_refused_for_now()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await GatewayUnderTest.StartAsync(new Uri($"https://{silent.LocalEndpoint}/api/v5"), Short);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task Connecting_has_its_own_shorter_time_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await GatewayUnderTest.StartAsync(new Uri($"https://{silent.LocalEndpoint}/api/v5"), TimeSpan.FromSeconds(30));
        var watch = Stopwatch.StartNew();

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task No_answer_in_time_is_perhaps_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(timeout: Short);
        gateway.Msg91.Respond = Msg91StandInAnswer.AcceptThenHang;

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
        gateway.Msg91.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_is_perhaps_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.Respond = Msg91StandInAnswer.AcceptThenDrop;

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
    }

    [Fact]
    public async Task A_connection_cut_within_the_answer_is_perhaps_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.Respond = Msg91StandInAnswer.AcceptThenCutOff;

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
    }

    [Fact]
    public async Task A_refusal_whose_body_was_cut_off_is_still_a_refusal()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.Respond = Msg91StandInAnswer.StatusThenCutOff(401);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.AccountRefused>();
    }

    [Fact]
    public async Task A_request_that_is_dropped_on_a_used_connection_is_not_sent_again_by_itself()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.SendAsync();
        gateway.Msg91.FailNext(Msg91StandInAnswer.AcceptThenDrop);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
        gateway.Msg91.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Msg91_is_asked_once_whatever_it_answers()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.FailNext(Msg91StandInAnswer.Status(503));

        await gateway.SendAsync();

        gateway.Msg91.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_redirect_is_not_followed_for_the_key_would_go_along()
    {
        await using var elsewhere = await Msg91StandIn.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.Respond = Msg91StandInAnswer.Redirect(elsewhere.BaseUrl);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.AccountRefused>();
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_before_anything_left_is_a_cancellation()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var sending = gateway.SendAsync(cancellationToken: new CancellationToken(canceled: true));

        await Should.ThrowAsync<OperationCanceledException>(sending);
        gateway.Msg91.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_after_it_left_is_perhaps_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Msg91.Respond = Msg91StandInAnswer.AcceptThenHang;
        using var shutdown = new CancellationTokenSource();
        var sending = gateway.SendAsync(cancellationToken: shutdown.Token);
        await Until.TrueAsync(() => gateway.Msg91.SentCount == 1);

        await shutdown.CancelAsync();

        (await sending).ShouldBeOfType<SendOutcome.PerhapsSent>();
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/api/v5");
    }
}
