using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>What a name stands for decides, on the connection that is really made.</summary>
public sealed class NetworkAddressTests : IAsyncLifetime
{
    private GuardUnderTest guard = null!;

    /// <summary>Nothing that a name stands for may be one of these, on whichever list it is.</summary>
    public static TheoryData<string> Nowhere =>
    [
        "0.0.0.0", "0.1.2.3", "169.254.0.1", "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::5db8:d822", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:2::1",
        "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d822::", "2620:4f:8000::1", "3fff::1", "5f00::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "fd00:ec2::254", "fd20:ce::254",
        "2606:2800::5efe:7f00:1", "2606:2800::200:5efe:a00:1",
    ];

    public static TheoryData<string> OwnNetwork =>
        ["127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255", "::1", "fc00::1", "fd12:3456::1"];

    public static TheoryData<string> OnTheInternet =>
        ["93.184.216.34", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255", "223.255.255.255", "2606:2800:220:1::1", "2001:200::1", "2a00::1"];

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Theory]
    [MemberData(nameof(Nowhere))]
    public async Task Nobody_is_asked_at_an_address_with_which_no_request_has_business(string address)
    {
        guard.Dns.Set("api.shop.example", address);
        guard.Dns.Set("orders.internal", address);

        (await guard.FailureAsync("https://api.shop.example/")).ShouldBe(CallFailures.RefusedAddress);
        (await guard.FailureAsync($"http://{guard.OwnHost}/")).ShouldBe(CallFailures.RefusedAddress);
        (await guard.FailureAsync($"https://{guard.OwnHost}/")).ShouldBe(CallFailures.RefusedAddress);

        guard.Connections.Opened.ShouldBeEmpty();
        guard.Log.All.ShouldContain("(Network)");
    }

    [Theory]
    [MemberData(nameof(OwnNetwork))]
    public async Task A_name_of_the_internet_that_stands_for_ones_own_network_is_refused(string address)
    {
        guard.Dns.Set("api.shop.example", address);
        guard.Dns.Set("orders.internal", address);

        guard.Connections.Internet = null;
        (await guard.FailureAsync("https://api.shop.example/")).ShouldBe(CallFailures.RefusedAddress);
        guard.Connections.Opened.ShouldBeEmpty();
        await guard.SendAsync(GuardUnderTest.Get($"http://{guard.OwnHost}/"));
        guard.Connections.Opened.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(OnTheInternet))]
    public async Task Whoever_is_on_the_internet_is_asked_by_https_and_never_in_clear(string address)
    {
        guard.Dns.Set("api.shop.example", address);
        guard.Dns.Set("orders.internal", address);

        await guard.BodyAsync("https://api.shop.example/");
        (await guard.FailureAsync($"http://{guard.OwnHost}/")).ShouldBe(CallFailures.RefusedAddress);

        guard.Connections.Opened.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("93.184.216.34,127.0.0.1")]
    [InlineData("127.0.0.1,93.184.216.34")]
    [InlineData("93.184.216.34,1.1.1.1,8.8.8.8,10.0.0.1")]
    [InlineData("93.184.216.34,::1")]
    [InlineData("2606:2800:220:1::1,fd00::1")]
    [InlineData("93.184.216.34,169.254.169.254")]
    public async Task Of_several_addresses_one_that_is_refused_refuses_all(string addresses)
    {
        guard.Dns.Set("api.shop.example", addresses);

        (await guard.FailureAsync("https://api.shop.example/")).ShouldBe(CallFailures.RefusedAddress);

        guard.Connections.Opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_nobody_knows_and_one_without_an_address_are_unreachable()
    {
        guard.Dns.Set("files.shop.example", "");

        (await guard.FailureAsync("https://unknown.shop.example/")).ShouldBe(CallFailures.Unreachable);
        (await guard.FailureAsync("https://files.shop.example/")).ShouldBe(CallFailures.Unreachable);
    }

    [Fact]
    public async Task A_name_with_more_addresses_than_anybody_has_is_refused()
    {
        guard.Dns.Set("api.shop.example", string.Join(',', Enumerable.Range(1, 33).Select(number => $"93.184.216.{number}")));

        (await guard.FailureAsync("https://api.shop.example/")).ShouldBe(CallFailures.RefusedAddress);
    }
}
