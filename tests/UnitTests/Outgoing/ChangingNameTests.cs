using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>Whoever owns a name lets it stand for one address when it is looked at and for another when it is connected to.</summary>
public sealed class ChangingNameTests : IAsyncLifetime
{
    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Fact]
    public async Task A_name_is_looked_up_once_and_the_connection_goes_to_what_was_judged()
    {
        guard.Dns.Set("api.shop.example", GuardUnderTest.Public, "127.0.0.1");

        await guard.BodyAsync("https://api.shop.example/");

        guard.Dns.LookUpsOf("api.shop.example").ShouldBe(1);
        guard.Connections.Opened.ShouldBe([$"{GuardUnderTest.Public}:443"]);
    }

    [Fact]
    public async Task What_it_stands_for_at_the_next_connection_is_judged_anew()
    {
        guard.Dns.Set("api.shop.example", GuardUnderTest.Public, "127.0.0.1", "169.254.169.254", GuardUnderTest.Public);

        await ClosingAsync("https://api.shop.example/1");
        var second = await guard.FailureAsync("https://api.shop.example/2");
        var third = await guard.FailureAsync("https://api.shop.example/3");
        await guard.BodyAsync("https://api.shop.example/4");

        (second, third).ShouldBe((CallFailures.RefusedAddress, CallFailures.RefusedAddress));
        guard.Internet.Received.Select(request => request.Target).ShouldBe(["/1", "/4"]);
        guard.Own.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_of_ones_own_network_that_moves_to_the_metadata_service_is_refused()
    {
        guard.Dns.Set("orders.internal", "127.0.0.1", "169.254.169.254");

        guard.Own.NextStatus(200, "Connection: close");
        await guard.BodyAsync($"http://{guard.OwnHost}/1");
        (await guard.FailureAsync($"http://{guard.OwnHost}/2")).ShouldBe(CallFailures.RefusedAddress);

        guard.Own.Received.ShouldHaveSingleItem();
        guard.Connections.Opened.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_retry_is_judged_as_the_first_try_was()
    {
        guard.Dns.Set("api.shop.example", GuardUnderTest.Public, "127.0.0.1");
        guard.Internet.NextStatus(503, "Connection: close");

        (await guard.FailureAsync(GuardUnderTest.Get("https://api.shop.example/") with { Retries = 2 })).ShouldBe(CallFailures.RefusedAddress);

        guard.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_a_connection_is_open_it_stays_where_it_was_judged()
    {
        guard.Dns.Set("api.shop.example", GuardUnderTest.Public, "127.0.0.1");

        await guard.BodyAsync("https://api.shop.example/1");
        await guard.BodyAsync("https://api.shop.example/2");

        guard.Connections.Opened.ShouldBe([$"{GuardUnderTest.Public}:443"]);
        guard.Internet.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_to_one_host_carries_no_request_to_another_at_the_same_address()
    {
        await guard.BodyAsync("https://api.shop.example/1");
        await guard.BodyAsync("https://files.shop.example/2");

        guard.Connections.Opened.Count.ShouldBe(2);
        guard.Internet.Received.Select(request => request.Headers["Host"]).ShouldBe(["api.shop.example", "files.shop.example"]);
    }

    [Fact]
    public async Task A_hundred_look_ups_that_flip_at_random_never_lead_into_ones_own_network()
    {
        guard.Dns.Set("api.shop.example", [.. Enumerable.Range(0, 200).Select(_ => Random.Shared.Next(2) == 0 ? GuardUnderTest.Public : "127.0.0.1")]);
        guard.Internet.Next(Enumerable.Repeat<Func<Microsoft.AspNetCore.Http.HttpContext, CancellationToken, Task>>(
            (context, _) =>
            {
                context.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            },
            100));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => guard.SendAsync(GuardUnderTest.Get("https://api.shop.example/"))));

        guard.Connections.Opened.ShouldAllBe(opened => opened == $"{GuardUnderTest.Public}:443");
        guard.Connections.Opened.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_asked()
    {
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyForOneHost(guard.Own.Address);
        try
        {
            await guard.BodyAsync("https://api.shop.example/");
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        guard.Own.Received.ShouldBeEmpty();
        guard.Internet.Received.ShouldHaveSingleItem();
    }

    private async Task ClosingAsync(string url)
    {
        guard.Internet.NextStatus(200, "Connection: close");
        await guard.BodyAsync(url);
    }

    /// <summary>Leaves the other tests of this process alone.</summary>
    private sealed class ProxyForOneHost(Uri proxy) : System.Net.IWebProxy
    {
        public System.Net.ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

        public bool IsBypassed(Uri host) => host.Host != "api.shop.example";
    }
}
