using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

public sealed class WireShapeTests : IAsyncLifetime
{
    private GatewayUnderTest gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayUnderTest.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task A_text_goes_as_the_flat_body_with_our_reference()
    {
        var message = GatewayUnderTest.Message("नमस्ते 👋 \"you\" & <me>");

        await gateway.SendAsync(message);

        ShouldBeJson($$"""
            { "integrated_number": "919800000001", "recipient_number": "919811112222", "CRQID": "{{message.Id.Value:N}}",
              "content_type": "text", "text": "नमस्ते 👋 \"you\" & <me>" }
            """);
    }

    [Fact]
    public async Task The_request_has_the_path_the_headers_and_the_length_that_msg91_wants()
    {
        await gateway.SendAsync();

        var request = gateway.Msg91.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Path.ShouldBe("/api/v5/whatsapp/whatsapp-outbound-message/");
        request.Headers["authkey"].ShouldBe(GatewayUnderTest.AuthKey);
        request.Headers["accept"].ShouldBe("application/json");
        request.Headers["content-type"].ShouldBe("application/json");
        request.Headers["content-length"].ShouldBe(System.Text.Encoding.UTF8.GetByteCount(request.Body).ToString());
        request.Headers.Keys.ShouldNotContain("transfer-encoding");
        request.Headers.Keys.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task A_trace_of_ours_is_not_told_to_msg91()
    {
        using var turn = new System.Diagnostics.Activity("turn").Start();

        await gateway.SendAsync();

        var request = gateway.Msg91.Requests.ShouldHaveSingleItem();
        request.Headers.Keys.ShouldNotContain("traceparent");
        request.Headers.Keys.ShouldNotContain("Request-Id");
    }

    [Fact]
    public async Task Up_to_three_options_are_buttons()
    {
        var message = GatewayUnderTest.Message("Which one?", Options(3));

        await gateway.SendAsync(message);

        ShouldBeJson($$$"""
            { "integrated_number": "919800000001", "recipient_number": "919811112222", "CRQID": "{{{message.Id.Value:N}}}",
              "content_type": "interactive",
              "interactive": { "type": "button", "body": { "text": "Which one?" }, "action": { "buttons": [
                { "type": "reply", "reply": { "id": "id-1", "title": "Title 1" } },
                { "type": "reply", "reply": { "id": "id-2", "title": "Title 2" } },
                { "type": "reply", "reply": { "id": "id-3", "title": "Title 3" } } ] } } }
            """);
    }

    [Fact]
    public async Task Four_options_are_a_list()
    {
        var message = GatewayUnderTest.Message("Which one?", Options(4));

        await gateway.SendAsync(message);

        ShouldBeJson($$"""
            { "integrated_number": "919800000001", "recipient_number": "919811112222", "CRQID": "{{message.Id.Value:N}}",
              "content_type": "interactive",
              "interactive": { "type": "list", "body": { "text": "Which one?" }, "action": { "button": "Choose", "sections": [
                { "title": "Options", "rows": [
                  { "id": "id-1", "title": "Title 1" }, { "id": "id-2", "title": "Title 2" },
                  { "id": "id-3", "title": "Title 3" }, { "id": "id-4", "title": "Title 4" } ] } ] } } }
            """);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    public async Task The_stand_in_reads_back_every_option(int count)
    {
        await gateway.SendAsync(GatewayUnderTest.Message("Which one?", Options(count)));

        var sent = gateway.Msg91.Sent.ShouldHaveSingleItem();
        sent.Options.ShouldBe(Options(count).Select(option => new Msg91StandInOption(option.Id, option.Title)));
    }

    [Fact]
    public async Task Half_an_emoji_does_not_break_the_body()
    {
        await gateway.SendAsync(GatewayUnderTest.Message("cut \uD83D"));

        gateway.Msg91.Sent.ShouldHaveSingleItem().Text.ShouldBe("cut \uFFFD");
    }

    [Fact]
    public async Task A_base_address_with_a_slash_at_the_end_is_the_same_address()
    {
        await using var other = await GatewayUnderTest.StartAsync(new Uri(gateway.Msg91.BaseUrl + "/"));

        await other.SendAsync();

        gateway.Msg91.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/v5/whatsapp/whatsapp-outbound-message/");
    }

    private static ReplyOption[] Options(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new ReplyOption($"id-{number}", $"Title {number}"))];

    private void ShouldBeJson(string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(gateway.Msg91.Requests.ShouldHaveSingleItem().Body), JsonNode.Parse(expected))
            .ShouldBeTrue(gateway.Msg91.Requests[0].Body);
}
