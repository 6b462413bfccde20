using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>Ways to write an address so that a guard takes it for another one than whoever connects does.</summary>
public sealed class TrickyAddressTests : IAsyncLifetime
{
    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Theory]

    // This machine, in all ways of writing it.
    [InlineData("https://127.0.0.1/", "NotListed")]
    [InlineData("https://127.1/", "Host")]
    [InlineData("https://127.0.1/", "Host")]
    [InlineData("https://2130706433/", "Host")]
    [InlineData("https://0x7f000001/", "Host")]
    [InlineData("https://0X7F.0.0.1/", "Host")]
    [InlineData("https://0x7f.1/", "Host")]
    [InlineData("https://017700000001/", "Host")]
    [InlineData("https://0177.0.0.1/", "Host")]
    [InlineData("https://127.000.000.001/", "Host")]
    [InlineData("https://127.0.0.0x1/", "Host")]
    [InlineData("https://0/", "Host")]
    [InlineData("https://0.0.0.0/", "NotListed")]
    [InlineData("https://127.0.0.1./", "Host")]
    [InlineData("https://256.0.0.1/", "Host")]
    [InlineData("https://4294967296/", "Host")]
    [InlineData("https://127.0.0.1.1/", "Host")]
    [InlineData("https://localhost/", "NotListed")]
    [InlineData("https://LOCALHOST/", "NotListed")]
    [InlineData("https://localhost./", "Host")]
    [InlineData("https://localhost.localdomain/", "NotListed")]
    [InlineData("https://%6cocalhost/", "Unreadable")]
    [InlineData("https://127.0.0.1%00.shop.example/", "Unreadable")]

    // IPv6, and IPv4 within it.
    [InlineData("https://[::1]/", "NotListed")]
    [InlineData("https://[::]/", "NotListed")]
    [InlineData("https://[0:0:0:0:0:0:0:1]/", "Host")]
    [InlineData("https://[::ffff:127.0.0.1]/", "NotListed")]
    [InlineData("https://[::ffff:7f00:1]/", "Host")]
    [InlineData("https://[::127.0.0.1]/", "NotListed")]
    [InlineData("https://[64:ff9b::127.0.0.1]/", "Host")]
    [InlineData("https://[64:ff9b::7f00:1]/", "NotListed")]
    [InlineData("https://[2002:7f00:1::]/", "NotListed")]
    [InlineData("https://[fe80::1%25eth0]/", "Host")]
    [InlineData("https://[fe80::1%eth0]/", "Host")]
    [InlineData("https://[::1%251]/", "Host")]
    [InlineData("https://[::1]api.shop.example/", "Host")]
    [InlineData("https://[api.shop.example]/", "Unreadable")]
    [InlineData("https://[::1/", "Unreadable")]
    [InlineData("https://::1/", "Unreadable")]

    // Where clouds keep the keys of a machine.
    [InlineData("https://169.254.169.254/latest/meta-data/", "NotListed")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "NotListed")]
    [InlineData("https://2852039166/", "Host")]
    [InlineData("https://0xa9fea9fe/", "Host")]
    [InlineData("https://0251.0376.0251.0376/", "Host")]
    [InlineData("https://[fd00:ec2::254]/", "NotListed")]
    [InlineData("https://metadata.google.internal/", "NotListed")]

    // Names that look like one that is allowed.
    [InlineData("https://api.shop.example./", "Host")]
    [InlineData("https://api.shop.example../", "Unreadable")]
    [InlineData("https://.api.shop.example/", "Unreadable")]
    [InlineData("https://shop.example/", "NotListed")]
    [InlineData("https://evilshop.example/", "NotListed")]
    [InlineData("https://api.shop.example.evil.example/", "NotListed")]
    [InlineData("https://api-shop.example/", "NotListed")]
    [InlineData("https://*.shop.example/", "Unreadable")]
    [InlineData("https://-api.shop.example/", "Host")]
    [InlineData("https://api..shop.example/", "Unreadable")]
    [InlineData("https://api.shop.example,evil.example/", "Unreadable")]
    [InlineData("https://api.shop.example;evil.example/", "Unreadable")]
    [InlineData("https://api.shop.example&evil.example/", "Unreadable")]
    [InlineData("https://api%2eshop%2eexample/", "Unreadable")]
    [InlineData("https://evil.example%2f.shop.example/", "Unreadable")]
    [InlineData("https://evil.example%23.shop.example/", "Unreadable")]

    // Letters that some take for others.
    [InlineData("https://①②⑦.⓪.⓪.①/", "Host")]
    [InlineData("https://１２７.０.０.１/", "Host")]
    [InlineData("https://١٢٧.0.0.1/", "Host")]
    [InlineData("https://127。0。0。1/", "Host")]
    [InlineData("https://api。shop。example/", "Host")]
    [InlineData("https://api．shop．example/", "Host")]
    [InlineData("https://api｡shop｡example/", "Host")]
    [InlineData("https://аpi.shop.example/", "Host")]
    [InlineData("https://xn--pi-6kc.example/", "NotListed")]
    [InlineData("https://ⓐpi.shop.example/", "Host")]
    [InlineData("https://ａｐｉ.shop.example/", "Host")]
    [InlineData("https://api\u00ad.shop.example/", "Host")]
    [InlineData("https://api\u200b.shop.example/", "Host")]
    [InlineData("https://evil.example／.shop.example/", "Host")]
    [InlineData("https://evil.example？.shop.example/", "Host")]
    [InlineData("https://evil.example＃.shop.example/", "Host")]
    [InlineData("https://evil.example＠api.shop.example/", "Host")]
    [InlineData("https://api.shop.example：8443/", "Host")]

    // A user before the host, and what is read as the host's end.
    [InlineData("https://user@api.shop.example/", "User")]
    [InlineData("https://user:word@api.shop.example/", "User")]
    [InlineData("https://@api.shop.example/", "User")]
    [InlineData("https://api.shop.example@evil.example/", "User")]
    [InlineData("https://api.shop.example:443@evil.example/", "User")]
    [InlineData("https://api.shop.example%40evil.example/", "Unreadable")]
    [InlineData("https://evil.example\\@api.shop.example/", "Unreadable")]
    [InlineData("https://api.shop.example\\@evil.example/", "Unreadable")]
    [InlineData("https://evil.example\\.shop.example/", "Unreadable")]
    [InlineData("https:\\\\api.shop.example/", "Unreadable")]
    [InlineData("https:/\\api.shop.example/", "Unreadable")]
    [InlineData("https:///api.shop.example/", "Unreadable")]
    [InlineData("https:api.shop.example/", "Unreadable")]
    [InlineData("https:/api.shop.example/", "Unreadable")]
    [InlineData("https://evil.example#@api.shop.example/", "NotListed")]
    [InlineData("https://evil.example?@api.shop.example/", "NotListed")]
    [InlineData("https://evil.example/@api.shop.example/", "NotListed")]
    [InlineData("https://", "Unreadable")]
    [InlineData("https:///", "Unreadable")]
    [InlineData("//api.shop.example/", "Scheme")]
    [InlineData("/orders", "Scheme")]
    [InlineData("api.shop.example/orders", "Unreadable")]
    [InlineData("", "Unreadable")]

    // What cannot be seen.
    [InlineData(" https://api.shop.example/", "Unreadable")]
    [InlineData("https://api.shop.example/ ", "Unreadable")]
    [InlineData("https://api.shop.example /", "Unreadable")]
    [InlineData("https://api.shop.example/a b", "Unreadable")]
    [InlineData("https://api.shop\t.example/", "Unreadable")]
    [InlineData("ht\ntps://api.shop.example/", "Unreadable")]
    [InlineData("https://api.shop.example/\r\nHost: evil.example", "Unreadable")]
    [InlineData("https://api.shop.example/\0", "Unreadable")]
    [InlineData("https://evil.example\0.shop.example/", "Unreadable")]
    [InlineData("https://api.shop.example/\u0085", "Unreadable")]

    // Other schemes and ports.
    [InlineData("http://api.shop.example/", "NotListed")]
    [InlineData("http://api.shop.example:443/", "NotListed")]
    [InlineData("ftp://api.shop.example/", "Scheme")]
    [InlineData("file:///etc/passwd", "Scheme")]
    [InlineData("gopher://api.shop.example/", "Scheme")]
    [InlineData("ws://api.shop.example/", "Scheme")]
    [InlineData("javascript:alert(1)", "Scheme")]
    [InlineData("data:text/plain,x", "Scheme")]
    [InlineData("jar:https://api.shop.example/", "Scheme")]
    [InlineData("https://api.shop.example:80/", "NotListed")]
    [InlineData("https://api.shop.example:22/", "NotListed")]
    [InlineData("https://api.shop.example:0443/", "Host")]
    [InlineData("https://api.shop.example:/", "Host")]
    [InlineData("https://api.shop.example:0/", "Host")]
    [InlineData("https://api.shop.example:-1/", "Unreadable")]
    [InlineData("https://api.shop.example:443:443/", "Unreadable")]
    [InlineData("https://api.shop.example:65979/", "Unreadable")]
    [InlineData("https://api.shop.example:٤٤٣/", "Unreadable")]
    [InlineData("http://orders.internal/", "NotListed")]
    [InlineData("http://orders.internal:22/", "NotListed")]
    [InlineData("http://[::1]/", "NotListed")]
    public async Task A_tricky_address_is_refused_and_nobody_is_asked(string url, string fault)
    {
        var failure = await guard.FailureAsync(url);

        failure.ShouldBe(CallFailures.RefusedAddress);
        guard.Log.All.ShouldContain($"({fault})");
        guard.Connections.Opened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://api.shop.example/orders?id=1#part", "/orders?id=1")]
    [InlineData("HTTPS://API.Shop.EXAMPLE/", "/")]
    [InlineData("https://api.shop.example:443/x", "/x")]
    [InlineData("https://a.b.shop.example", "/")]
    [InlineData("https://files.shop.example?x=http://127.0.0.1/@", "/?x=http://127.0.0.1/@")]
    [InlineData("https://api.shop.example/käse/%2f", "/k%C3%A4se/%2f")]
    [InlineData("https://api.shop.example/a@b:c", "/a@b:c")]
    public async Task A_plain_address_is_asked(string url, string target)
    {
        guard.Dns.Set("a.b.shop.example", GuardUnderTest.Public);

        (await guard.BodyAsync(url)).ShouldBe("""{"ok":true}""");

        guard.Internet.Received.ShouldHaveSingleItem().Target.ShouldBe(target, StringCompareShould.IgnoreCase);
        guard.Connections.Opened.ShouldBe([$"{GuardUnderTest.Public}:443"]);
    }

    [Fact]
    public async Task Ones_own_network_is_asked_in_clear_by_its_names_and_addresses_on_the_list()
    {
        await guard.BodyAsync($"http://{guard.OwnHost}/a");
        await guard.BodyAsync($"http://127.0.0.1:{guard.Own.Address.Port}/b");

        guard.Own.Received.Select(request => request.Target).ShouldBe(["/a", "/b"]);
    }

    [Fact]
    public async Task An_address_of_IPv6_is_asked_as_it_stands_on_the_list()
    {
        (await guard.FailureAsync("http://[::1]:9/")).ShouldBe(CallFailures.Unreachable);

        guard.Connections.Opened.ShouldBe(["[::1]:9"]);
    }

    [Theory]
    [InlineData("xn--a")]
    [InlineData("xn--")]
    [InlineData("xn--0")]
    [InlineData("xn--99999999")]
    [InlineData("xn--a-ecp.ru")]
    [InlineData("xn--zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task A_name_that_stands_for_no_letters_is_answered_for_and_never_an_exception(string label)
    {
        (await guard.SendAsync(GuardUnderTest.Get($"https://{label}.shop.example/"))).ShouldBeOfType<FlowAnswer.Failed>();
    }

    [Fact]
    public void Of_twenty_thousand_mutilated_addresses_only_those_get_through_that_everybody_reads_alike()
    {
        string[] seeds = ["https://api.shop.example/a?b#c", "https://x.shop.example:443", "https://evil.example/", "http://127.0.0.1:80/@x", "https://user@api.shop.example\\@[::1]:443/"];
        const string Letters = "aZ09.-_~:/?#[]@!$&'()*+,;=%\\ \t\r\n\0|^`{}<>\"。．｡＠／：１①аß\u200b\u202e\ud800";
        var hosts = new AllowedHosts([AllowedHost.ReadPublic("api.shop.example", out _)!, AllowedHost.ReadPublic("*.shop.example", out _)!], []);
        var random = new Random(20_260_301);
        var taken = 0;
        for (var number = 0; number < 20_000; number++)
        {
            var text = Mutilated(seeds[random.Next(seeds.Length)] + seeds[random.Next(seeds.Length)][..random.Next(8)], Letters, random);
            if (Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) && AddressJudge.FaultIn(address, hosts) is null)
            {
                text.ShouldMatch(@"\A(?i:https)://([A-Za-z0-9_-]+\.)+(?i:shop\.example)(:443)?([/?#][^\\\s]*)?\z");
                address.IdnHost.ShouldEndWith(".shop.example");
                taken++;
            }
        }

        taken.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task There_is_no_way_around_the_guard_that_does_not_wait()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://169.254.169.254/");

        Should.Throw<NotSupportedException>(() => guard.Client.Send(request));
        await Should.ThrowAsync<HttpRequestException>(guard.Client.GetStringAsync("http://169.254.169.254/"));
        guard.Connections.Opened.ShouldBeEmpty();
    }

    private static string Mutilated(string text, string letters, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var cut = random.Next(2) == 0 || at == text.Length ? 0 : 1;
            text = string.Concat(text.AsSpan(0, at), random.Next(4) == 0 ? "" : letters[random.Next(letters.Length)].ToString(), text.AsSpan(at + cut));
        }

        return text;
    }
}
