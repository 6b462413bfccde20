using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>An answer may lead elsewhere, and there everything holds that holds for the first address.</summary>
public sealed class RedirectTests : IAsyncLifetime
{
    private const string Start = "https://api.shop.example/start";

    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_a_host_on_the_list_is_followed(int status)
    {
        guard.Internet.NextStatus(status, "Location: https://files.shop.example/there");

        await guard.BodyAsync(Start);

        guard.Internet.Received.Select(request => request.Headers["Host"] + request.Target).ShouldBe(["api.shop.example/start", "files.shop.example/there"]);
    }

    [Theory]
    [InlineData("there", "/there")]
    [InlineData("/there?x=1", "/there?x=1")]
    [InlineData("?x=1", "/start?x=1")]
    [InlineData("//files.shop.example/there", "/there")]
    [InlineData("/there?to=https://evil.example:99/@", "/there?to=https://evil.example:99/@")]
    public async Task A_relative_one_is_followed(string location, string target)
    {
        guard.Internet.NextStatus(302, $"Location: {location}");

        await guard.BodyAsync(Start);

        guard.Internet.Received[^1].Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("https://evil.example/", "NotListed")]
    [InlineData("//evil.example/", "NotListed")]
    [InlineData("https://127.0.0.1/", "NotListed")]
    [InlineData("https://2130706433/", "Host")]
    [InlineData("https://[::ffff:127.0.0.1]/", "NotListed")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "NotListed")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "RedirectInClear")]
    [InlineData("http://api.shop.example/", "RedirectInClear")]
    [InlineData("http://{own}/", "RedirectInClear")]
    [InlineData("https://moved.shop.example/", "Network")]
    [InlineData("https://api.shop.example:8443/", "NotListed")]
    [InlineData("https://user@api.shop.example/", "User")]
    [InlineData("https://api.shop.example@evil.example/", "User")]
    [InlineData("file:///etc/passwd", "Scheme")]
    [InlineData("gopher://api.shop.example/", "Scheme")]
    [InlineData("data:text/plain,x", "Scheme")]
    [InlineData("https:evil.example", "Unreadable")]
    [InlineData("https:/evil.example", "Unreadable")]
    [InlineData("///evil.example/", "Unreadable")]
    [InlineData("/\\evil.example/", "Unreadable")]
    [InlineData("\\\\evil.example/", "Unreadable")]
    [InlineData("https://api.shop.example\\@evil.example/", "Unreadable")]
    [InlineData("https://api.shop.example./", "Host")]
    [InlineData("/a b", "Unreadable")]
    public async Task A_redirect_is_judged_as_the_first_address_is(string location, string fault)
    {
        guard.Dns.Set("moved.shop.example", "10.0.0.1");
        guard.Internet.NextStatus(302, $"Location: {location.Replace("{own}", guard.OwnHost)}");

        (await guard.FailureAsync(Start)).ShouldBe(CallFailures.RefusedAddress);

        guard.Log.All.ShouldContain($"({fault})");
        guard.Connections.Opened.ShouldHaveSingleItem();
        guard.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_locations_at_once_are_none()
    {
        guard.Internet.NextStatus(302, "Location: /a", "Location: https://evil.example/");

        (await guard.FailureAsync(Start)).ShouldBe(CallFailures.RefusedAddress);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_a_fourth_is_not()
    {
        foreach (var hop in Enumerable.Range(1, 3))
        {
            guard.Internet.NextStatus(302, $"Location: /{hop}");
        }

        await guard.BodyAsync(Start);
        guard.Internet.Received.Count.ShouldBe(4);

        foreach (var hop in Enumerable.Range(1, 4))
        {
            guard.Internet.NextStatus(302, $"Location: /{hop}");
        }

        (await guard.FailureAsync(Start)).ShouldBe(CallFailures.TooManyRedirects);
        guard.Internet.Received.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Somebody_else_gets_no_header_that_could_be_a_secret()
    {
        guard.Internet.NextStatus(307, "Location: https://files.shop.example/there");

        await guard.BodyAsync(GuardUnderTest.Get(Start) with { Headers = [new("Authorization", "Bearer word"), new("X-Api-Key", "word"), new("Cookie", "a=word"), new("Accept", "text/plain")] });

        var there = guard.Internet.Received[^1];
        there.Headers.Values.ShouldAllBe(value => !value.Contains("word"));
        there.Headers["Accept"].ShouldBe("text/plain");
        guard.Internet.Received[0].Headers["Authorization"].ShouldBe("Bearer word");
    }

    [Fact]
    public async Task The_same_host_gets_them_again()
    {
        guard.Internet.NextStatus(307, "Location: /there");

        await guard.BodyAsync(GuardUnderTest.Get(Start) with { Method = "POST", Body = "{}", Headers = [new("Authorization", "Bearer word")] });

        var there = guard.Internet.Received[^1];
        (there.Method, there.Body, there.Headers["Authorization"], there.Headers["Idempotency-Key"]).ShouldBe(("POST", "{}", "Bearer word", GuardUnderTest.Key));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task What_was_sent_is_not_sent_on_to_somebody_else(int status)
    {
        guard.Internet.NextStatus(status, "Location: https://files.shop.example/there");

        (await guard.FailureAsync(GuardUnderTest.Get(Start) with { Method = "POST", Body = "{}" })).ShouldBe(CallFailures.RefusedAddress);

        guard.Internet.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(301, "POST", "GET", "")]
    [InlineData(302, "POST", "GET", "")]
    [InlineData(303, "PUT", "GET", "")]
    [InlineData(302, "PUT", "PUT", "{}")]
    [InlineData(308, "PATCH", "PATCH", "{}")]
    public async Task A_redirect_keeps_what_its_status_says(int status, string method, string then, string body)
    {
        guard.Internet.NextStatus(status, "Location: /there");

        await guard.BodyAsync(GuardUnderTest.Get(Start) with { Method = method, Body = "{}" });

        (guard.Internet.Received[^1].Method, guard.Internet.Received[^1].Body).ShouldBe((then, body));
    }

    [Fact]
    public async Task No_cookie_is_kept()
    {
        guard.Internet.NextStatus(302, "Location: /there", "Set-Cookie: a=b; Path=/");

        await guard.BodyAsync(Start);
        await guard.BodyAsync(Start);

        guard.Internet.Received.ShouldAllBe(request => !request.Headers.ContainsKey("Cookie"));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(302)]
    public async Task An_answer_that_leads_nowhere_is_a_failure_with_its_status(int status)
    {
        guard.Internet.NextStatus(status);

        (await guard.FailureAsync(Start)).ShouldBe($"status_{status}");
    }
}
