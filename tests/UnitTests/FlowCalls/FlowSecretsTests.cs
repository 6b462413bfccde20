using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.UnitTests.Outgoing;

namespace WhatsAppSupport.UnitTests.FlowCalls;

/// <summary>Secrets are put in when a call is sent, written as they must be where they stand, and are nowhere else.</summary>
public sealed class FlowSecretsTests : IAsyncLifetime
{
    private const string Secret = "KEPT/to \"one\"+self&ä";
    private const string Address = "https://api.shop.example/orders";

    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync(options => options with
    {
        Secrets = new Dictionary<string, string>
        {
            ["FLOW_SECRET_KEY"] = Secret,
            ["FLOW_SECRET_HOOK"] = "https://files.shop.example/hooks/KEPT-hook?a=b",
            ["FLOW_SECRET_HOST"] = "api.shop.example",
            ["FLOW_SECRET_INJECTION"] = "KEPT\r\nHost: evil.example",
            ["FLOW_SECRET_SHORT"] = "sent",
            ["FLOW_SECRET_ELSEWHERE"] = "https://evil.example/KEPT",
        },
    });

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Fact]
    public async Task A_secret_stands_in_address_header_and_body_as_each_demands()
    {
        await guard.BodyAsync(new HttpCall(
            "POST",
            Address + "/${FLOW_SECRET_KEY}?key=${FLOW_SECRET_KEY}",
            [new("Authorization", "Bearer ${FLOW_SECRET_KEY}")],
            """{"key":"${FLOW_SECRET_KEY}"}""",
            TimeSpan.FromSeconds(10),
            0));

        var sent = guard.Internet.Received.ShouldHaveSingleItem();
        sent.Target.ShouldEndWith($"?key={Uri.EscapeDataString(Secret)}");
        sent.Target.ShouldStartWith($"/orders/{Uri.EscapeDataString(Secret)}?", Case.Insensitive);
        sent.Headers["Authorization"].ShouldBe($"Bearer {Secret}");
        JsonDocument.Parse(sent.Body).RootElement.GetProperty("key").GetString().ShouldBe(Secret);
    }

    [Fact]
    public async Task In_a_form_it_is_percent_encoded_and_in_text_it_is_as_it_is()
    {
        var call = GuardUnderTest.Get(Address) with { Method = "POST", Body = "key=${FLOW_SECRET_KEY}" };

        await guard.BodyAsync(call with { Headers = [new("Content-Type", "application/x-www-form-urlencoded")] });
        await guard.BodyAsync(call);

        guard.Internet.Received.Select(request => request.Body).ShouldBe([$"key={Uri.EscapeDataString(Secret)}", $"key={Secret}"]);
    }

    [Fact]
    public async Task An_address_may_be_a_secret_itself_and_is_judged_like_any_other()
    {
        await guard.BodyAsync("${FLOW_SECRET_HOOK}&c=${FLOW_SECRET_HOST}");
        guard.Internet.Received.ShouldHaveSingleItem().Target.ShouldBe("/hooks/KEPT-hook?a=b&c=api.shop.example");

        (await guard.FailureAsync("${FLOW_SECRET_ELSEWHERE}")).ShouldBe(CallFailures.RefusedAddress);
        (await guard.FailureAsync("https://${FLOW_SECRET_KEY}/")).ShouldBe(CallFailures.RefusedAddress);
    }

    [Theory]
    [InlineData("${FLOW_SECRET_UNKNOWN}", null)]
    [InlineData("x", "${FLOW_SECRET_UNKNOWN}")]
    public async Task One_that_is_not_set_is_a_failure_and_nothing_is_sent(string header, string? body)
    {
        (await guard.FailureAsync(GuardUnderTest.Get(Address) with { Headers = [new("X-Key", header)], Body = body })).ShouldBe(CallFailures.MissingSecret);
        (await guard.FailureAsync(Address + "?${FLOW_SECRET_UNKNOWN}")).ShouldBe(CallFailures.MissingSecret);

        guard.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_other_variable_of_the_environment_can_be_had()
    {
        await guard.BodyAsync(GuardUnderTest.Get(Address) with { Headers = [new("X-Key", "${PATH} ${DATABASE_URL} $FLOW_SECRET_KEY {FLOW_SECRET_KEY} ${flow_secret_key}")] });

        guard.Internet.Received[0].Headers["X-Key"].ShouldBe("${PATH} ${DATABASE_URL} $FLOW_SECRET_KEY {FLOW_SECRET_KEY} ${flow_secret_key}");
    }

    [Fact]
    public async Task A_secret_begins_no_other_header()
    {
        (await guard.FailureAsync(GuardUnderTest.Get(Address) with { Headers = [new("X-Key", "${FLOW_SECRET_INJECTION}")] })).ShouldBe(CallFailures.InvalidCall);
    }

    [Fact]
    public async Task An_answer_that_repeats_a_secret_does_not_bring_it_back()
    {
        guard.Internet.NextBody(Encoding.UTF8.GetBytes($$"""{"a":"{{Secret}}","b":"{{Uri.EscapeDataString(Secret)}}","c":"{{JsonEncodedText.Encode(Secret)}}","d":"{{Secret.Replace("/", "\\/")}}","e":1}"""));

        var body = await guard.BodyAsync(GuardUnderTest.Get(Address) with { Headers = [new("X-Key", "${FLOW_SECRET_KEY}")] });

        body.ShouldBe("""{"a":"(secret)","b":"(secret)","c":"(secret)","d":"(secret)","e":1}""");
    }

    [Fact]
    public async Task A_word_that_may_stand_in_any_text_is_left_in_an_answer()
    {
        guard.Internet.NextBody("""{"state":"sent"}"""u8.ToArray());

        (await guard.BodyAsync(GuardUnderTest.Get(Address) with { Headers = [new("X-Key", "${FLOW_SECRET_SHORT}")] })).ShouldBe("""{"state":"sent"}""");
    }

    [Fact]
    public async Task Neither_log_nor_trace_nor_exception_has_a_secret_an_address_or_what_was_said()
    {
        using var traces = new CapturedActivities();
        var call = new HttpCall(
            "POST", Address + "/KEPT-path?q=KEPT-query&k=${FLOW_SECRET_KEY}", [new("Authorization", "Bearer ${FLOW_SECRET_KEY}")], "KEPT-body ${FLOW_SECRET_KEY}", TimeSpan.FromSeconds(1), 1);
        string[] urls =
        [
            call.Url, "https://evil.example/KEPT-path?${FLOW_SECRET_KEY}", "KEPT ${FLOW_SECRET_KEY}", "${FLOW_SECRET_ELSEWHERE}", "https://unknown.shop.example/KEPT-path",
            "https://x.y.shop.example/KEPT-path", "https://api.shop.example/KEPT?${FLOW_SECRET_UNKNOWN}",
        ];
        guard.Dns.Set("x.y.shop.example", GuardUnderTest.Public);
        guard.Internet.NextStatus(503);
        guard.Internet.NextStatus(500, "X-Echo: KEPT-header");
        guard.Internet.NextStatus(302, "Location: https://evil.example/KEPT-there");
        guard.Internet.NextBody(new byte[CallLimits.LargestAnswer + 1]);
        guard.Internet.NextHangs();
        guard.Internet.NextHangs();

        var answers = new List<FlowAnswer>();
        foreach (var url in urls.Concat(Enumerable.Repeat(call.Url, 4)))
        {
            answers.Add(await guard.SendAsync(call with { Url = url }));
        }

        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var exception = await Should.ThrowAsync<OperationCanceledException>(guard.SendAsync(call, stopped.Token));

        answers.OfType<FlowAnswer.Failed>().Select(failed => failed.Code).Distinct().ShouldBe(
            ["status_500", CallFailures.RefusedAddress, CallFailures.Unreachable, CallFailures.NotTrusted, CallFailures.MissingSecret, CallFailures.TooLarge, CallFailures.TimeOut],
            ignoreOrder: true);
        guard.Log.All.Split('\n').Length.ShouldBeGreaterThan(8);
        traces.All.ShouldNotContain("KEPT");
        foreach (var text in (string[])[guard.Log.All, exception.ToString(), call.ToString(), .. answers.Select(answer => answer.ToString())])
        {
            text.ShouldNotContain("KEPT");
            text.ShouldNotContain("evil");
            text.ShouldNotContain("shop.example");
        }
    }

    [Fact]
    public void Nothing_that_a_customer_writes_names_a_secret_alone_or_beside_other_texts()
    {
        string[] said = ["${FLOW_SECRET_KEY}", "$", "{FLOW_SECRET_KEY}", "FLOW_SECRET_KEY}", "${FLOW_", "$${FLOW_SECRET_KEY}", "\\${FLOW_SECRET_KEY}"];
        Func<string, string>[] written = [CallText.InUrl, CallText.InJson, CallText.InHeader, CallText.InText];
        string[] around = ["", "$", "${", "${FLOW_SECRET_"];

        var texts = from write in written
                    from before in around
                    from one in said
                    from other in said
                    select before + write(one) + write(other);

        texts.SelectMany(SecretPlaceholders.NamesIn).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_customer_writes_is_what_arrives()
    {
        const string Said = "a\"b\\c {d} $5 é 😀\n";

        JsonSerializer.Deserialize<string>($"\"{CallText.InJson(Said)}\"").ShouldBe(Said);
        Uri.UnescapeDataString(CallText.InUrl(Said)).ShouldBe(Said);
        CallText.InHeader(Said).ShouldBe("a\"b\\c (d) $5 é 😀 ");
        CallText.InText(Said).ShouldBe("a\"b\\c (d) $5 é 😀\n");
    }

    private sealed class CapturedActivities : IDisposable
    {
        private readonly ConcurrentQueue<string> told = new();
        private readonly ActivityListener listener;

        public CapturedActivities()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name.Contains("System.Net", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => told.Enqueue($"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public string All => string.Join('\n', told);

        public void Dispose() => listener.Dispose();
    }
}
