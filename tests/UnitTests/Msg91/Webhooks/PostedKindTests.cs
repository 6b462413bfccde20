using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class PostedKindTests
{
    private const string Numbers = "\"customerNumber\":\"919811112222\",\"integratedNumber\":\"919800000001\"";

    [Theory]
    [InlineData("\"direction\":0,\"text\":\"hi\"")]
    [InlineData("\"direction\":\"0\",\"text\":\"hi\",\"eventName\":\"delivered\"")]
    [InlineData("\"direction\":\"Inbound\",\"text\":\"hi\",\"status\":\"read\"")]
    [InlineData("\"direction\":\"\",\"webhookType\":\"inbound\",\"text\":\"hi\",\"eventName\":\"sent\"")]
    [InlineData("\"direction\":\"\",\"webhookType\":\"\",\"text\":\"hi\",\"eventName\":\"delivered\"")]
    [InlineData("\"contentType\":\"image\",\"url\":\"https://media.example/1\",\"eventName\":\"delivered\"")]
    [InlineData("\"direction\":\"0\",\"contentType\":\"image\",\"content\":\"{\\\"attachment_url\\\":\\\"u\\\"}\",\"eventName\":\"delivered\"")]
    [InlineData("\"direction\":\"1\",\"eventName\":\"sent\",\"messages\":[{\"from\":\"919811112222\",\"text\":{\"body\":\"hi\"}}]")]
    public void What_a_customer_wrote_is_a_message(string properties)
    {
        Reading.Message($$"""{{{Numbers}},{{properties}}}""");
    }

    [Theory]
    [InlineData("\"direction\":1,\"eventName\":\"sent\"")]
    [InlineData("\"direction\":\"1\",\"eventName\":\"delivered\",\"content\":\"{\\\"text\\\":\\\"Hi\\\"}\",\"contentType\":\"text\",\"text\":\"Hi\"")]
    [InlineData("\"direction\":\"outbound\",\"status\":\"read\"")]
    [InlineData("\"webhookType\":\"outbound\",\"status\":\"somethingnew\"")]
    [InlineData("\"direction\":\"\",\"eventName\":\"failed\",\"content\":\"{\\\"text\\\":\\\"Hi\\\"}\",\"messageType\":\"text\"")]
    [InlineData("\"eventName\":\"clicked\",\"url\":\"https://shop.example\"")]
    [InlineData("\"direction\":\"1\",\"templateName\":\"order_update\"")]
    public void What_became_of_a_message_of_ours_is_a_report(string properties)
    {
        Reading.Report($$"""{{{Numbers}},"requestId":"r",{{properties}}}""").RequestId.ShouldBe("r");
    }

    [Theory]
    [InlineData("\"customerNumber\":\"919811112222\",\"direction\":\"1\",\"text\":\"Hi\"")]
    [InlineData("\"customerNumber\":\"919811112222\",\"webhookType\":\"outbound\",\"content\":\"{\\\"text\\\":\\\"Hi\\\"}\"")]
    [InlineData("\"customerNumber\":\"+91 98000 00001\",\"text\":\"Hi\"")]
    [InlineData("\"customerNumber\":\"919811112222\",\"messages\":[{\"from\":\"919800000001\",\"text\":{\"body\":\"Hi\"}}]")]
    [InlineData("\"customerNumber\":\"919800000001\",\"messages\":[{\"from\":\"919800000001\",\"text\":{\"body\":\"Hi\"}}]")]
    [InlineData("\"from\":\"919800000001\",\"text\":\"Hi\"")]
    [InlineData("\"customerNumber\":\"919811112222\",\"direction\":1,\"contentType\":\"template\",\"text\":\"Hi\"")]
    public void What_we_sent_ourselves_is_an_echo(string properties)
    {
        Reading.Ignored($$"""{"integratedNumber":"919800000001","uuid":"u",{{properties}}}""").ShouldBe(IgnoredBecause.OutboundEcho);
    }

    [Theory]
    [InlineData("""{"dryRun":true,"customerNumber":"919811112222","text":"hi"}""")]
    [InlineData("""{"dryRun":"true","requestId":"r","eventName":"sent","direction":"1"}""")]
    [InlineData("""{"dryRun":1}""")]
    [InlineData("""{"customerNumber":"9181588XXXXX","text":"hi"}""")]
    [InlineData("""{"customerNumber":"","messages":"[{\"from\":\"9181588XXXXX\",\"text\":{\"body\":\"hi\"}}]"}""")]
    [InlineData("""{"from":"+91 81588 xxxxx","text":"hi"}""")]
    [InlineData("""{"mobile":"9181588*****","status":"sent"}""")]
    public void A_press_on_test_run_is_no_customer(string body)
    {
        Reading.Ignored(body).ShouldBe(IgnoredBecause.DashboardTest);
    }

    [Theory]
    [InlineData("""{"dryRun":false,"customerNumber":"919811112222","text":"XXXXX"}""")]
    [InlineData("""{"dryRun":"false","customerNumber":"919811112222","text":"81588XXXXX"}""")]
    public void A_real_customer_is_no_test(string body)
    {
        Reading.Message(body);
    }
}
