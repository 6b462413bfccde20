using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>MSG91's log, asked over HTTP.</summary>
public sealed class SendLogTests : IAsyncLifetime
{
    private GatewayUnderTest msg91 = null!;

    public async Task InitializeAsync() => msg91 = await GatewayUnderTest.StartAsync();

    public async Task DisposeAsync() => await msg91.DisposeAsync();

    [Fact]
    public async Task It_shows_what_was_taken_though_the_sender_was_never_told()
    {
        var began = TimeProvider.System.GetUtcNow();
        msg91.Msg91.FailNext(Msg91StandInAnswer.AcceptThenDrop);
        await msg91.SendAsync();

        var answer = await AskAsync(began);

        var sent = msg91.Msg91.Sent.ShouldHaveSingleItem();
        answer.HasAnswered.ShouldBeTrue();
        var logged = answer.Messages.ShouldHaveSingleItem();
        logged.ProviderIds.ShouldBe([sent.WamId, sent.RequestId]);
        (logged.To, logged.From, logged.Status, logged.Reference).ShouldBe((GatewayUnderTest.Customer, GatewayUnderTest.OurNumber, DeliveryStatus.Sent, null));
        logged.Texts.ShouldContain("Hello");
        logged.RequestedAt.ShouldContain(at => (at - sent.At).Duration() < TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public async Task It_shows_a_picture_by_its_caption_and_its_address()
    {
        var began = TimeProvider.System.GetUtcNow();
        await msg91.SendAsync(GatewayUnderTest.Message("Look") with { Type = MessageType.Image, Media = """{"url":"https://shop.example/a"}""" });

        var answer = await AskAsync(began);

        new[] { "Look", "https://shop.example/a" }.ShouldBeSubsetOf(answer.Messages.ShouldHaveSingleItem().Texts);
    }

    [Fact]
    public async Task It_is_asked_for_three_days_at_most()
    {
        var now = TimeProvider.System.GetUtcNow();

        (await AskAsync(now - TimeSpan.FromDays(1))).HasAnswered.ShouldBeTrue();
        (await AskAsync(now - TimeSpan.FromDays(4))).HasAnswered.ShouldBeTrue();
        msg91.Msg91.Log.Asked.ShouldBe(2);
        msg91.Log.All.ShouldNotContain("could not be asked");
    }

    public static TheoryData<string> Failures => ["429", "500", "401", "a refusal with a 200", "something else", "cut off", "nobody there"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_is_no_log_is_no_evidence_of_anything(string how)
    {
        msg91.Msg91.Log.Answer = how switch
        {
            "a refusal with a 200" => Msg91StandInAnswer.HasErrorBody("Unauthorized 919811112222"),
            "something else" => Msg91StandInAnswer.Status(200, "<html>Hello 919811112222</html>"),
            "cut off" => Msg91StandInAnswer.StatusThenCutOff(200),
            "nobody there" => null,
            _ => Msg91StandInAnswer.Status(int.Parse(how, CultureInfo.InvariantCulture)),
        };
        if (how == "nobody there")
        {
            await msg91.Msg91.DisposeAsync();
        }

        var answer = await AskAsync(TimeProvider.System.GetUtcNow());

        (answer.HasAnswered, answer.Messages.Count).ShouldBe((false, 0));
        msg91.Log.All.ShouldContain("MSG91's log could not be asked");
        msg91.Log.All.ShouldNotContain(GatewayUnderTest.Customer);
        msg91.Log.All.ShouldNotContain(GatewayUnderTest.AuthKey);
    }

    [Fact]
    public void A_log_that_shows_less_than_there_is_would_show_no_more_the_next_time()
    {
        Read("""{"data":[],"metadata":{"total":1}}""").HasAnswered.ShouldBeTrue();
        Read("""{"data":[]}""").HasAnswered.ShouldBeTrue();
    }

    /// <summary>Read as UTC, an Indian time of a minute ago would be one of five hours from now, and later than any claim.</summary>
    [Theory]
    [InlineData("2026-03-01 17:29:00", "2026-03-01T11:59:00Z")]
    [InlineData("2026-03-01 12:01:00", "2026-03-01T12:01:00Z 2026-03-01T06:31:00Z")]
    [InlineData("2026-03-01T17:29:00+05:30", "2026-03-01T11:59:00Z")]
    [InlineData("2026-03-01T13:00:00Z", "")]
    public void A_time_without_a_zone_is_read_in_each_way_that_does_not_lie_in_the_future(string time, string readings)
    {
        var row = Row($""" "requestedAt":"{time}" """);

        row.RequestedAt.ShouldBe(readings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(reading => DateTimeOffset.Parse(reading, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("queued", DeliveryStatus.Sent)]
    [InlineData("Submitted", DeliveryStatus.Sent)]
    [InlineData("sent", DeliveryStatus.Sent)]
    [InlineData("a new word", DeliveryStatus.Sent)]
    [InlineData("DELIVERED", DeliveryStatus.Delivered)]
    [InlineData("read", DeliveryStatus.Read)]
    [InlineData("failed", DeliveryStatus.Failed)]
    [InlineData("rejected", DeliveryStatus.Failed)]
    public void Its_words_are_our_states(string word, DeliveryStatus status)
    {
        var row = Row($$""" "status":"{{word}}","failureReason":" (131026) Undeliverable " """);

        (row.Status, row.Reason).ShouldBe((status, "(131026) Undeliverable"));
    }

    [Theory]
    [InlineData("""  "content":" Hello "  """)]
    [InlineData("""  "content":"{\"text\":\"Hello\"}"  """)]
    [InlineData("""  "content":{"text":{"body":"Hello"}}  """)]
    [InlineData("""  "content":"{\"type\":\"button\",\"body\":{\"text\":\"Hello\"}}"  """)]
    [InlineData("""  "content":"{\"interactive\":{\"body\":{\"text\":\"Hello\"}}}"  """)]
    public void A_text_is_found_wherever_it_is_written(string content)
    {
        Row(content).Texts.ShouldContain("Hello");
    }

    [Theory]
    [InlineData("2026-03-01T10:15:00+05:30", "2026-03-01T04:45:00Z")]
    [InlineData("2026-03-01T04:45:00.000Z", "2026-03-01T04:45:00Z")]
    [InlineData("1772340300", "2026-03-01T04:45:00Z")]
    [InlineData("1772340300000", "2026-03-01T04:45:00Z")]
    [InlineData("2026-03-01 10:15:00", "2026-03-01T10:15:00Z", "2026-03-01T04:45:00Z")]
    [InlineData("10:15")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void A_time_is_read_in_every_way_that_it_may_be_meant(string text, params string[] readings)
    {
        var row = Row($$""" "requestedAt":"{{text}}","deliveryTime":"{{text}}" """);

        row.RequestedAt.Select(at => at.UtcDateTime).ShouldBe(readings.Select(reading => DateTimeOffset.Parse(reading, CultureInfo.InvariantCulture).UtcDateTime));
        row.DeliveredAt.HasValue.ShouldBe(readings.Length == 1);
    }

    [Fact]
    public void Numbers_and_ids_are_read_as_reports_have_them()
    {
        var row = Row(""" "customerNumber":"+91 98111-12222","integratedNumber":919800000001,"uuid":"wamid.1_callback","requestId":"","CRQID":"ours" """);

        (row.To, row.From, row.Reference).ShouldBe(("919811112222", "919800000001", "ours"));
        row.ProviderIds.ShouldBe(["wamid.1"]);
    }

    [Fact]
    public void What_customers_wrote_is_left_out_and_nonsense_breaks_nothing()
    {
        var answer = Read("""{"data":[{"direction":"0","uuid":"in"},7,null,"x",{},{"direction":1,"uuid":"out","content":["x"],"requestedAt":{}}]}""");

        answer.Messages.ShouldHaveSingleItem().ProviderIds.ShouldBe(["out"]);
    }

    [Fact]
    public void The_sandbox_has_none()
    {
        using var services = new ServiceCollection().AddLogging().AddMsg91(new Msg91Options()).BuildServiceProvider();

        services.GetRequiredService<ISendLog>().CanBeAsked.ShouldBeFalse();
    }

    private static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Task<SendLogAnswer> AskAsync(DateTimeOffset since) => msg91.SendLog.AskAsync(since, CancellationToken.None);

    private static LoggedMessage Row(string fields) => Read($$"""{"data":[{"direction":"1",{{fields}}}]}""").Messages.ShouldHaveSingleItem();

    private static SendLogAnswer Read(string body) => SendLogReading.Read(System.Text.Encoding.UTF8.GetBytes(body), Now).ShouldNotBeNull();
}
