using System.Net;
using System.Text;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Outgoing;

namespace WhatsAppSupport.UnitTests.FlowCalls;

public sealed class ApiCallsTests : IAsyncLifetime
{
    private const string Address = "https://api.shop.example/orders";

    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_call_is_sent_as_it_is_with_its_key(string method)
    {
        var body = method is "GET" or "DELETE" ? null : """{"id":"ä"}""";

        var answer = await guard.SendAsync(Call() with { Method = method, Body = body, Headers = [new("X-Name", "Zoë"), new("Accept", "application/json")] });

        answer.ShouldBe(new FlowAnswer.Succeeded(200, """{"ok":true}"""));
        var sent = guard.Internet.Received.ShouldHaveSingleItem();
        (sent.Method, sent.Target, sent.Body, sent.Headers["X-Name"], sent.Headers["Idempotency-Key"]).ShouldBe((method, "/orders", body ?? "", "Zoë", GuardUnderTest.Key));
        sent.Headers.GetValueOrDefault("Content-Length").ShouldBe(body is null ? null : $"{Encoding.UTF8.GetByteCount(body)}");
    }

    [Theory]
    [InlineData("""{"a":1}""", null, "application/json")]
    [InlineData(" [1]", null, "application/json")]
    [InlineData("a=b", null, "text/plain; charset=utf-8")]
    [InlineData("a=b", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded")]
    public async Task A_body_has_the_type_that_the_flow_says_or_the_one_that_it_looks_like(string body, string? said, string type)
    {
        await guard.BodyAsync(Call() with { Method = "POST", Body = body, Headers = said is null ? [] : [new("content-type", said)] });

        guard.Internet.Received[0].Headers["Content-Type"].ShouldBe(type);
    }

    [Theory]
    [InlineData(201, "{}")]
    [InlineData(204, "")]
    public async Task Any_2xx_is_a_success(int status, string body)
    {
        guard.Internet.Next(async (context, cancellationToken) =>
        {
            context.Response.StatusCode = status;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), cancellationToken);
        });

        (await guard.SendAsync(Call())).ShouldBe(new FlowAnswer.Succeeded(status, body));
    }

    [Theory]
    [InlineData("utf-8", "é", "é")]
    [InlineData("iso-8859-1", "é", "Ã©")]
    [InlineData("\"UTF-8\"", "\uFEFFa\0b", "ab")]
    [InlineData("unheard-of", "é", "é")]
    public async Task Text_is_read_in_the_letters_it_was_written_in(string charset, string sent, string read)
    {
        guard.Internet.NextBody(Encoding.UTF8.GetBytes(sent), $"Content-Type: text/plain; charset={charset}");

        (await guard.BodyAsync(Call())).ShouldBe(read);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_tried_again_with_the_same_key(int status)
    {
        guard.Internet.NextStatus(status);
        guard.Internet.NextStatus(status);

        await guard.BodyAsync(Call() with { Method = "POST", Body = "{}", Retries = 2 });

        guard.Internet.Received.Select(request => request.Headers["Idempotency-Key"] + request.Body).ShouldBe(Enumerable.Repeat(GuardUnderTest.Key + "{}", 3));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task Another_refusal_is_not_repeated(int status)
    {
        guard.Internet.NextStatus(status);

        (await guard.FailureAsync(Call() with { Retries = 3 })).ShouldBe($"status_{status}");

        guard.Internet.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Who_says_when_is_asked_again_then_and_not_before(int status)
    {
        guard.Internet.NextStatus(status, "Retry-After: 1");
        var began = TimeProvider.System.GetTimestamp();

        await guard.BodyAsync(Call() with { Retries = 1 });

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
        guard.Internet.Received.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(3600)]
    public async Task Who_asks_for_too_long_is_not_waited_for(int seconds)
    {
        guard.Internet.NextStatus(429, $"Retry-After: {seconds}");

        (await guard.FailureAsync(Call() with { Retries = 3 })).ShouldBe("status_429");

        guard.Internet.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(99, CallLimits.MostRetries + 1)]
    [InlineData(-1, 1)]
    public async Task There_are_as_many_tries_as_were_wanted_and_never_more_than_the_limit(int retries, int tries)
    {
        for (var number = 0; number < 20; number++)
        {
            guard.Internet.NextStatus(503);
        }

        (await guard.FailureAsync(Call() with { Retries = retries })).ShouldBe("status_503");

        guard.Internet.Received.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task A_try_that_was_perhaps_heard_is_repeated_with_the_same_key()
    {
        guard.Internet.NextHangs();

        await guard.BodyAsync(Call() with { Method = "POST", Body = "{}", Retries = 1, TimeOut = TimeSpan.FromMilliseconds(500) });

        guard.Internet.Received.Select(request => request.Headers["Idempotency-Key"]).ShouldBe([GuardUnderTest.Key, GuardUnderTest.Key]);
    }

    [Fact]
    public async Task Nobody_there_is_tried_again_too()
    {
        guard.Connections.Internet = null;

        (await guard.FailureAsync(Call() with { Retries = 2 })).ShouldBe(CallFailures.Unreachable);

        guard.Connections.Opened.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Somebody_who_takes_no_connection_at_one_address_is_asked_at_the_next()
    {
        guard.Dns.Set("orders.internal", "127.0.0.2,127.0.0.1");

        await guard.BodyAsync(Call() with { Url = $"http://{guard.OwnHost}/" });

        guard.Connections.Opened.ShouldBe([$"127.0.0.2:{guard.Own.Address.Port}", $"127.0.0.1:{guard.Own.Address.Port}"]);
    }

    [Fact]
    public async Task An_address_that_does_not_even_refuse_holds_up_the_next_one_for_a_second()
    {
        guard.Connections.Silent = IPAddress.Parse("127.0.0.2");
        guard.Dns.Set("orders.internal", "127.0.0.2,127.0.0.1");

        await guard.BodyAsync(Call() with { Url = $"http://{guard.OwnHost}/" });
    }

    [Fact]
    public async Task Nobody_who_says_yes_or_no_is_nobody_there()
    {
        await using var impatient = await GuardUnderTest.StartAsync(connectWithin: TimeSpan.FromMilliseconds(500));
        impatient.Connections.Silent = IPAddress.Parse("127.0.0.2");
        impatient.Dns.Set("orders.internal", "127.0.0.2");

        (await impatient.FailureAsync(Call() with { Url = $"http://{impatient.OwnHost}/" })).ShouldBe(CallFailures.Unreachable);
    }

    [Fact]
    public async Task Of_HEAD_only_the_status_is_told_whatever_length_it_speaks_of()
    {
        guard.Internet.NextStatus(200, "Content-Length: 1000000");

        (await guard.SendAsync(Call() with { Method = "HEAD" })).ShouldBe(new FlowAnswer.Succeeded(200, ""));
    }

    [Fact]
    public async Task Who_stops_waiting_gets_a_cancellation_and_no_answer()
    {
        using var stopping = new CancellationTokenSource();
        guard.Internet.NextHangs();
        var sending = guard.SendAsync(Call(), stopping.Token);
        await Eventually.BecomesTrueAsync(() => guard.Internet.Received.Count > 0, TimeSpan.FromSeconds(10), "it was asked");

        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("host", "evil.example")]
    [InlineData("Content-Length", "5")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Connection", "upgrade")]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Expect", "100-continue")]
    [InlineData("Accept-Encoding", "gzip, gzip")]
    [InlineData("Proxy-Authorization", "x")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Keep-Alive", "timeout=9")]
    [InlineData("Proxy-Connection", "keep-alive")]
    [InlineData("TE", "trailers")]
    [InlineData("Trailer", "X-Name")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "http")]
    [InlineData("Idempotency-Key", "mine")]
    [InlineData("X Name", "x")]
    [InlineData("X-Name:", "x")]
    [InlineData("", "x")]
    [InlineData("X-Name\r\nHost", "x")]
    [InlineData("X-Name", "a\r\nHost: evil.example")]
    [InlineData("X-Name", "a\nb")]
    [InlineData("X-Name", "a\0b")]
    [InlineData("Content-Type", "text/plain\r\nX: y")]
    public async Task A_header_that_says_where_a_request_goes_or_ends_is_not_sent(string name, string value)
    {
        (await guard.FailureAsync(Call() with { Method = "POST", Body = "{}", Headers = [new(name, value)] })).ShouldBe(CallFailures.InvalidCall);

        guard.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("GET / HTTP/1.1\r\nX: y")]
    [InlineData("")]
    public async Task Another_method_is_not_sent(string method)
    {
        (await guard.FailureAsync(Call() with { Method = method })).ShouldBe(CallFailures.InvalidCall);
    }

    [Fact]
    public async Task What_is_too_large_is_not_sent()
    {
        var large = new string('a', CallLimits.LargestBody + 1);

        (await guard.FailureAsync(Call() with { Method = "POST", Body = large })).ShouldBe(CallFailures.InvalidCall);
        (await guard.FailureAsync(Call() with { Headers = [new("X", large)] })).ShouldBe(CallFailures.InvalidCall);
        (await guard.FailureAsync(Call() with { Headers = [.. Enumerable.Range(0, CallLimits.MostHeaders + 1).Select(number => KeyValuePair.Create($"X-{number}", "x"))] })).ShouldBe(CallFailures.InvalidCall);
        (await guard.FailureAsync(Call() with { Url = $"{Address}?{new string('a', CallLimits.LongestUrl)}" })).ShouldBe(CallFailures.RefusedAddress);
        guard.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_largest_that_may_be_is_sent()
    {
        await guard.BodyAsync(Call() with { Method = "POST", Body = new string('a', CallLimits.LargestBody) });
        await guard.BodyAsync(Call() with { Headers = [.. Enumerable.Range(0, CallLimits.MostHeaders).Select(number => KeyValuePair.Create($"X-{number}", "x"))] });
        await guard.BodyAsync(Call() with { Headers = [new("X", new string('a', CallLimits.LargestHeaders - 1))] });
        await guard.BodyAsync(Call() with { Url = $"{Address}?{new string('a', CallLimits.LongestUrl - Address.Length - 1)}" });

        (await guard.FailureAsync(Call() with { Headers = [new("X", new string('a', CallLimits.LargestHeaders))] })).ShouldBe(CallFailures.InvalidCall);
        (await guard.FailureAsync(Call() with { Url = $"{Address}?{new string('a', CallLimits.LongestUrl - Address.Length)}" })).ShouldBe(CallFailures.RefusedAddress);
        guard.Internet.Received.Count.ShouldBe(4);
    }

    private static HttpCall Call() => GuardUnderTest.Get(Address);
}
