using System.Text;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>The stand-in refuses what WhatsApp would refuse: what passes it in any other test is within the limits.</summary>
public sealed class StandInLimitsTests : IAsyncLifetime
{
    private Msg91StandIn msg91 = null!;

    public async Task InitializeAsync() => msg91 = await Msg91StandIn.StartAsync();

    public async Task DisposeAsync() => await msg91.DisposeAsync();

    public static TheoryData<string, string> Refused => new()
    {
        { "Text body is too long", $$"""{"content_type":"text","text":"{{X(4097)}}"}""" },
        { "content_type is not valid", """{"content_type":"sticker"}""" },
        { "1 to 3 buttons", Buttons(Button("1", "a"), Button("2", "b"), Button("3", "c"), Button("4", "d")) },
        { "1 to 3 buttons", Buttons() },
        { "Button title is too long", Buttons(Button("1", X(21))) },
        { "Duplicated title", Buttons(Button("1", "a"), Button("2", "a")) },
        { "List button is too long", List(X(21), Section("S", Row("1", "a"))) },
        { "Required parameter is missing: List button", """{"content_type":"interactive","interactive":{"type":"list","body":{"text":"t"},"action":{"sections":[]}}}""" },
        { "1 to 10 sections", List("b") },
        { "Section title is too long", List("b", Section(X(25), Row("1", "a"))) },
        { "Required parameter is missing: Section title", List("b", Section("S", Row("1", "a")), """{"rows":[{"id":"2","title":"b"}]}""") },
        { "a section without rows", List("b", Section("S")) },
        { "Row title is too long", List("b", Section("S", Row("1", X(25)))) },
        { "Row description is too long", List("b", Section("S", $$"""{"id":"1","title":"a","description":"{{X(73)}}"}""")) },
        { "Row description is empty", List("b", Section("S", """{"id":"1","title":"a","description":" "}""")) },
        { "id is too long", List("b", Section("S", Row(X(201), "a"))) },
        { "Duplicated row id", List("b", Section("S", Row("1", "a")), Section("T", Row("1", "b"))) },
        { "Total row count", List("b", Section("S", [.. Enumerable.Range(0, 6).Select(row => Row($"{row}", $"{row}"))]), Section("T", [.. Enumerable.Range(6, 5).Select(row => Row($"{row}", $"{row}"))])) },
        { "Body text is too long", $$$$"""{"content_type":"interactive","interactive":{"type":"button","body":{"text":"{{{{X(1025)}}}}"},"action":{"buttons":[]}}}""" },
        { "Media caption is too long", $$"""{"content_type":"image","attachment_url":"https://x.example/a","caption":"{{X(1025)}}"}""" },
        { "caption is not supported", """{"content_type":"audio","audio":{"link":"https://x.example/a","caption":"c"}}""" },
        { "Media link is no http address", """{"content_type":"video","attachment_url":"ftp://x.example/a"}""" },
        { "Media link is no http address", """{"content_type":"video","attachment_url":"https://x.example/a b"}""" },
        { "Required parameter is missing: Media link", """{"content_type":"document","document":{"filename":"a.pdf"}}""" },
        { "filename is for documents only", """{"content_type":"image","attachment_url":"https://x.example/a","filename":"a.png"}""" },
        { "not on the earth", """{"content_type":"location","location":{"latitude":91,"longitude":0}}""" },
        { "text not found in request", """{"content_type":"location","payload":{"type":"location"}}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_refuses_what_WhatsApp_would_refuse(string problem, string content)
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"integrated_number":"919800000001","recipient_number":"919811112222",{{content[1..]}}""", Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(msg91.BaseUrl + "/whatsapp/whatsapp-outbound-message/", body);

        var answer = await response.Content.ReadAsStringAsync();
        answer.ShouldContain("\"hasError\":true");
        answer.ShouldContain(problem);
        msg91.Sent.ShouldBeEmpty();
    }

    private static string X(int length) => new('x', length);

    private static string Button(string id, string title) => $$$"""{"type":"reply","reply":{"id":"{{{id}}}","title":"{{{title}}}"}}""";

    private static string Row(string id, string title) => $$"""{"id":"{{id}}","title":"{{title}}"}""";

    private static string Section(string title, params string[] rows) => $$"""{"title":"{{title}}","rows":[{{string.Join(',', rows)}}]}""";

    private static string Buttons(params string[] buttons) =>
        $$$$"""{"content_type":"interactive","interactive":{"type":"button","body":{"text":"t"},"action":{"buttons":[{{{{string.Join(',', buttons)}}}}]}}}""";

    private static string List(string button, params string[] sections) =>
        $$$$"""{"content_type":"interactive","interactive":{"type":"list","body":{"text":"t"},"action":{"button":"{{{{button}}}}","sections":[{{{{string.Join(',', sections)}}}}]}}}""";
}
