using System.Text.Json.Nodes;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>Lists, and what is shown, as they travel.</summary>
public sealed class ShownWireTests : IAsyncLifetime
{
    private const string Url = "https://shop.example/menu.pdf?sig=a%2Fb&x=1";

    private GatewayUnderTest flat = null!;
    private GatewayUnderTest nested = null!;

    public async Task InitializeAsync() =>
        (flat, nested) = (await GatewayUnderTest.StartAsync(), await GatewayUnderTest.StartAsync(media: MediaBody.Nested));

    public async Task DisposeAsync()
    {
        await flat.DisposeAsync();
        await nested.DisposeAsync();
    }

    [Fact]
    public async Task A_list_has_its_sections_its_descriptions_and_what_opens_it()
    {
        var reply = new Reply("Pick a service", [new("1", "Haircut", "30 min", "Hair"), new("2", "Facial", null, "Skin"), new("3", "Colour", "90 min", "Hair")]) { ListButton = "See all" };

        await AcceptedAsync(flat, reply);

        ShouldHave(flat, """
            { "content_type": "interactive",
              "interactive": { "type": "list", "body": { "text": "Pick a service" }, "action": { "button": "See all", "sections": [
                { "title": "Hair", "rows": [ { "id": "1", "title": "Haircut", "description": "30 min" }, { "id": "3", "title": "Colour", "description": "90 min" } ] },
                { "title": "Skin", "rows": [ { "id": "2", "title": "Facial" } ] } ] } } }
            """);
    }

    [Theory]
    [InlineData("See all", null)]
    [InlineData(null, "30 min")]
    public async Task Two_rows_are_a_list_where_they_are_meant_as_one(string? button, string? description)
    {
        await AcceptedAsync(flat, new Reply("Pick", [new("1", "Haircut", description), new("2", "Facial")]) { ListButton = button });

        var list = flat.Msg91.Sent.ShouldHaveSingleItem().List.ShouldNotBeNull();
        list.Button.ShouldBe(button ?? "Choose");
        list.Sections.ShouldHaveSingleItem().Rows[0].ShouldBe(new Msg91StandInOption("1", "Haircut", description));
    }

    [Fact]
    public async Task Rows_without_a_section_among_others_get_one()
    {
        await AcceptedAsync(flat, new Reply("Pick", [new("1", "Haircut"), new("2", "Facial", null, "Skin")]));

        flat.Msg91.Sent.ShouldHaveSingleItem().List!.Sections.Select(section => section.Title).ShouldBe(["Options", "Skin"]);
    }

    [Fact]
    public async Task A_document_goes_with_its_caption_and_its_name()
    {
        var reply = new Reply("हमारा मेनू") { Media = new ReplyMedia(MessageType.Document, Url, "मेनू.pdf") };

        await AcceptedAsync(flat, reply);
        await AcceptedAsync(nested, reply);

        ShouldHave(flat, $$"""{ "content_type": "document", "attachment_url": "{{Url}}", "caption": "हमारा मेनू", "filename": "मेनू.pdf" }""");
        ShouldHave(nested, $$"""{ "content_type": "document", "document": { "link": "{{Url}}", "caption": "हमारा मेनू", "filename": "मेनू.pdf" } }""");
    }

    [Theory]
    [InlineData(MessageType.Image, "image")]
    [InlineData(MessageType.Audio, "audio")]
    [InlineData(MessageType.Video, "video")]
    public async Task Without_a_text_there_is_no_caption(MessageType kind, string name)
    {
        var reply = new Reply("") { Media = new ReplyMedia(kind, Url) };

        await AcceptedAsync(flat, reply);
        await AcceptedAsync(nested, reply);

        ShouldHave(flat, $$"""{ "content_type": "{{name}}", "attachment_url": "{{Url}}" }""");
        ShouldHave(nested, $$"""{ "content_type": "{{name}}", "{{name}}": { "link": "{{Url}}" } }""");
    }

    [Fact]
    public async Task A_place_goes_with_its_name_and_its_address()
    {
        var reply = new Reply("") { Location = new ReplyLocation(19.0759837, -72.5, "Shop", "1, Some Road") };
        const string Place = """{ "latitude": 19.0759837, "longitude": -72.5, "name": "Shop", "address": "1, Some Road" }""";

        await AcceptedAsync(flat, reply);
        await AcceptedAsync(nested, reply);

        ShouldHave(flat, $$"""{ "content_type": "location", "payload": { "type": "location", "location": {{Place}} } }""");
        ShouldHave(nested, $$"""{ "content_type": "location", "location": {{Place}} }""");
    }

    [Fact]
    public async Task A_place_needs_no_name()
    {
        await AcceptedAsync(nested, new Reply("") { Location = new ReplyLocation(1, 2) });

        ShouldHave(nested, """{ "content_type": "location", "location": { "latitude": 1, "longitude": 2 } }""");
    }

    [Fact]
    public async Task Whatever_was_fitted_is_taken()
    {
        var random = new Random(3);
        MessageType[] kinds = [MessageType.Image, MessageType.Document, MessageType.Audio, MessageType.Video];
        for (var round = 0; round < 60; round++)
        {
            var rows = Enumerable.Range(0, random.Next(12)).Select(number => new ReplyOption($"{number}", $"{number}{Words(random, 24)}", Words(random, 80), Words(random, 26)));
            var reply = new Reply(Words(random, 2500), [.. rows])
            {
                ListButton = random.Next(2) == 0 ? null : Words(random, 30),
                Media = random.Next(2) == 0 ? null : new ReplyMedia(kinds[random.Next(4)], $"https://shop.example/{Words(random, 60)}", Words(random, 300)),
                Location = random.Next(2) == 0 ? null : new ReplyLocation(random.Next(-95, 95), random.Next(-185, 185), Words(random, 1200), Words(random, 1200)),
            };

            foreach (var part in WhatsAppShape.Fit(reply))
            {
                await AcceptedAsync(random.Next(2) == 0 ? flat : nested, part);
            }
        }
    }

    [Fact]
    public async Task A_reason_quotes_nothing_of_what_was_shown()
    {
        var message = Message(new Reply("Pick", [new("1", "Haircut", "half an hour", "For your hair")]) { ListButton = "See" });
        flat.Msg91.FailNext(
            Msg91StandInAnswer.HasErrorBody("'half an hour' in 'For your hair' is not allowed"), Msg91StandInAnswer.HasErrorBody($"cannot fetch {Url} as bill of Asha.pdf"));

        var list = await flat.SendAsync(message);
        var document = await flat.SendAsync(Message(new Reply("") { Media = new ReplyMedia(MessageType.Document, Url, "bill of Asha.pdf") }));

        list.ShouldBe(new SendOutcome.Refused("200: '…' in '…' is not allowed"));
        document.ShouldBe(new SendOutcome.Refused("200: cannot fetch … as …"));
    }

    private static string Words(Random random, int limit) => string.Concat(Enumerable.Range(0, random.Next(limit)).Select(_ => "abc é😀नm\n"[random.Next(9)]));

    private static OutgoingMessage Message(Reply part) => GatewayUnderTest.Message(part.Text, [.. part.Options]) with
    {
        Type = part.Media?.Kind ?? (part.Location is null ? part.Options.Count > 0 ? MessageType.Interactive : MessageType.Text : MessageType.Location),
        Media = MediaText.Write(part),
    };

    private static async Task AcceptedAsync(GatewayUnderTest gateway, Reply part) =>
        (await gateway.SendAsync(Message(part))).ShouldBeOfType<SendOutcome.Accepted>();

    /// <summary>Beside the numbers and our reference, which every body has.</summary>
    private static void ShouldHave(GatewayUnderTest gateway, string expected)
    {
        var body = JsonNode.Parse(gateway.Msg91.Requests.ShouldHaveSingleItem().Body)!.AsObject();
        body.Remove("integrated_number").ShouldBeTrue();
        body.Remove("recipient_number").ShouldBeTrue();
        body.Remove("CRQID").ShouldBeTrue();
        JsonNode.DeepEquals(body, JsonNode.Parse(expected)).ShouldBeTrue(body.ToJsonString());
    }
}
