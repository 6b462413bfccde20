using System.Net;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>What each answer means for the message: one row, one answer.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private GatewayUnderTest gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayUnderTest.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Theory]
    [InlineData("""{"status":"success","hasError":false,"data":{"message_uuid":"wamid.1"},"request_id":"r1"}""", "wamid.1,r1")]
    [InlineData("""{"status":"success","hasError":false,"data":"Your request is in process","errors":null,"request_id":"r1"}""", "r1")]
    [InlineData("""{"status":"success","data":null,"requestId":"r2"}""", "r2")]
    [InlineData("""{"hasError":false,"data":{"message_uuid":"w","request_id":"r3"},"request_id":"w","requestId":""}""", "w,r3")]
    [InlineData("""{"hasError":"false","request_id":42}""", "42")]
    [InlineData("""{"data":{"message_uuid":"wamid.2"}}""", "wamid.2")]
    [InlineData("""{"data":{"message_uuid":"wamid\u0000.3"},"request_id":"\u0000"}""", "wamid.3")]
    [InlineData("""{"type":"success","message":"ok"}""", "")]
    [InlineData("\uFEFF{\"status\":\"Success\"}", "")]
    public async Task Success_gives_every_id_the_best_one_first(string body, string ids)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(200, body);

        var outcome = await gateway.SendAsync();

        string.Join(',', outcome.ShouldBeOfType<SendOutcome.Accepted>().ProviderIds).ShouldBe(ids);
    }

    [Theory]
    [InlineData(429, "")]
    [InlineData(429, "slow down")]
    [InlineData(503, "<html>busy</html>")]
    [InlineData(408, "")]
    [InlineData(200, """{"hasError":true,"errors":"(#130429) Rate limit hit"}""")]
    [InlineData(200, """{"hasError":true,"errors":["(#131056) pair rate limit"]}""")]
    [InlineData(400, """{"status":"fail","errors":"131057 account in maintenance"}""")]
    [InlineData(400, """{"status":"error","message":"80007: limit","code":80007}""")]
    [InlineData(400, """{"type":"error","msg":"(#4) Application request limit reached"}""")]
    [InlineData(400, """{"hasError":true,"errors":{"error":{"message":"try later","code":2}}}""")]
    [InlineData(200, """{"hasError":true,"errors":"{\"error\":{\"message\":\"unknown\",\"code\":1}}"}""")]
    [InlineData(500, """{"hasError":true,"errors":"(#131000) Something went wrong"}""")]
    [InlineData(400, """{"hasError":true,"errors":[{"code":131016,"title":"Service unavailable"}]}""")]
    [InlineData(400, """{"hasError":true,"data":{"reason":"133004"}}""")]
    [InlineData(200, """{"hasError":true,"errors":"Too many requests"}""")]
    [InlineData(200, """{"type":"error","message":"wait","code":"429"}""")]
    public async Task What_passes_is_refused_for_now(int status, string body)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(status, body);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>();
    }

    [Theory]
    [InlineData(401, """{"status":"fail","hasError":true,"errors":"Unauthorized"}""")]
    [InlineData(403, "")]
    [InlineData(402, "")]
    [InlineData(418, "")]
    [InlineData(301, "")]
    [InlineData(200, """{"status":"fail","hasError":true,"errors":"Unauthorized"}""")]
    [InlineData(200, """{"type":"error","message":"Invalid authkey","code":"201"}""")]
    [InlineData(200, """{"type":"error","message":"?","code":207}""")]
    [InlineData(200, """{"type":"error","message":"Insufficient balance","code":"301"}""")]
    [InlineData(400, """{"type":"error","message":"?","code":"418"}""")]
    [InlineData(400, """{"hasError":true,"errors":"IP 10.0.0.1 is not whitelisted"}""")]
    [InlineData(400, """{"hasError":true,"errors":"insufficient wallet balance"}""")]
    [InlineData(400, """{"hasError":true,"errors":{"error":{"message":"Error validating access token","code":190}}}""")]
    [InlineData(400, """{"hasError":true,"errors":"(#200) Permission denied"}""")]
    [InlineData(400, """{"hasError":true,"errors":"(#131042) Business eligibility payment issue"}""")]
    [InlineData(500, """{"hasError":true,"errors":"(#133010) Phone number not registered"}""")]
    [InlineData(404, """{"type":"error","msg":"Route Missing"}""")]
    public async Task What_every_message_would_meet_is_refused_for_the_account(int status, string body)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(status, body);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.AccountRefused>();
    }

    [Theory]
    [InlineData(400, "plain words")]
    [InlineData(400, "")]
    [InlineData(404, "{}")]
    [InlineData(413, "")]
    [InlineData(422, "[]")]
    [InlineData(200, """{"hasError":true,"errors":"text not found in request"}""")]
    [InlineData(200, """{"hasError":true,"status":"success","data":{"message_uuid":"wamid.1"}}""")]
    [InlineData(200, """{"status":"fail","errors":null}""")]
    [InlineData(200, """{"hasError":true,"errors":"(#131047) Re-engagement message"}""")]
    [InlineData(400, """{"hasError":true,"errors":"(#131026) Message undeliverable","code":200}""")]
    [InlineData(400, """{"hasError":true,"errors":{"a":{"b":{"c":{"d":{"e":{"f":{"g":"(#4)"}}}}}}}}""")]
    public async Task What_is_wrong_with_this_message_is_refused(int status, string body)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(status, body);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.Refused>().Reason.ShouldStartWith(status.ToString());
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>bad gateway</html>")]
    [InlineData(504, "")]
    [InlineData(520, "")]
    [InlineData(500, """{"hasError":true,"errors":"Internal error"}""")]
    [InlineData(200, "")]
    [InlineData(200, "OK")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, "{\"status\":\"succ")]
    [InlineData(202, """{"errors":"something"}""")]
    public async Task What_does_not_tell_is_perhaps_sent(int status, string body)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(status, body);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
    }

    [Fact]
    public async Task A_success_longer_than_any_real_answer_is_not_believed()
    {
        var body = """{"status":"success","request_id":"r1","x":"PAD"}""".Replace("PAD", new string('x', 70_000));
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(200, body);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 0)]
    [InlineData("86400", 300)]
    public async Task Retry_after_in_seconds_is_honoured_up_to_five_minutes(string header, int seconds)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(429, "", header);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_honoured()
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(503, "", TimeProvider.System.GetUtcNow().AddSeconds(60).ToString("R"));

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>().RetryAfter!.Value.TotalSeconds.ShouldBeInRange(50, 60);
    }

    [Theory]
    [InlineData("Wed, 01 Jan 2020 00:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task A_past_or_unreadable_retry_after_does_no_harm(string? header, int? seconds)
    {
        gateway.Msg91.Respond = Msg91StandInAnswer.Status(429, "", header);

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.RefusedForNow>().RetryAfter?.TotalSeconds.ShouldBe(seconds!.Value);
        (((SendOutcome.RefusedForNow)outcome).RetryAfter is null).ShouldBe(seconds is null);
    }

    [Fact]
    public async Task Every_status_that_exists_has_an_outcome()
    {
        foreach (var status in Enum.GetValues<HttpStatusCode>().Where(status => (int)status >= 205 && status is not HttpStatusCode.NotModified))
        {
            gateway.Msg91.Respond = Msg91StandInAnswer.Status((int)status);

            var outcome = await gateway.SendAsync();

            outcome.ShouldNotBeOfType<SendOutcome.Accepted>(status.ToString());
        }
    }
}
