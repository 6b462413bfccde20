using System.Text;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>What is posted by mistake, by somebody else's mistake, or on purpose.</summary>
public static class MalformedBodies
{
    private static readonly string Customer = Customers.Next();

    private static readonly Dictionary<string, (byte[] Body, string Field)> All = new()
    {
        ["nothing"] = ([], "body"),
        ["white space"] = (Bytes(" \r\n\t"), "body"),
        ["not JSON"] = (Bytes("from=919811112222&text=hi"), "body"),
        ["cut off"] = (Bytes("{\"from\":\"9198111122"), "body"),
        ["a string"] = (Bytes("\"hi\""), "body"),
        ["a number"] = (Bytes("42"), "body"),
        ["null"] = (Bytes("null"), "body"),
        ["an empty array"] = (Bytes("[]"), "body"),
        ["an empty object"] = (Bytes("{}"), "from"),
        ["a NUL byte"] = ([.. Plain("text", "hi"), 0], "body"),
        ["invalid UTF-8"] = ([.. Bytes("{\"from\":\""), .. Bytes(Customer), .. Bytes("\",\"timestamp\":1772340300,\"text\":\""), 0xC3, 0x28, .. Bytes("\"}")], "body"),
        ["UTF-16"] = (Encoding.Unicode.GetBytes("{\"from\":\"919811112222\"}"), "body"),
        ["deep nesting"] = (Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)), "body"),
        ["deep arrays"] = (Bytes("{\"from\":" + new string('[', 5_000) + new string(']', 5_000) + "}"), "body"),
        ["no sender"] = (Plain("from", null), "from"),
        ["a short number"] = (Plain("from", "12345"), "from"),
        ["a long number"] = (Plain("from", "1234567890123456"), "from"),
        ["words for a number"] = (Plain("from", "call me"), "from"),
        ["a lone surrogate for a number"] = (Bytes("{\"from\":\"\\ud800\",\"text\":\"hi\",\"timestamp\":1772340300}"), "from"),
        ["no text"] = (Plain("text", null), "text"),
        ["an object for a text"] = (Plain("text", new JsonObject { ["a"] = 1 }), "text"),
        ["no time"] = (Plain("timestamp", null), "timestamp"),
        ["words for a time"] = (Plain("timestamp", "yesterday"), "timestamp"),
        ["a time out of all range"] = (Plain("timestamp", 9e18), "timestamp"),
        ["an unknown type"] = (Plain("type", "hologram"), "type"),
        ["MSG91 without a customer"] = (Msg91("customerNumber", ""), "customerNumber"),
        ["MSG91 with an unknown type"] = (Msg91("contentType", "hologram"), "contentType"),
        ["a tap on nothing"] = (Bytes($$"""{"customerNumber":"{{Customer}}","integratedNumber":"919800000001","contentType":"interactive","interactive":"{"}"""), "interactive"),
        ["a report of nothing"] = (Bytes($$"""{"customerNumber":"{{Customer}}","integratedNumber":"919800000001","eventName":"delivered","direction":"1"}"""), "requestId"),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static (byte[] Body, string Field) Of(string name) => All[name];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Plain(string name, JsonNode? value)
    {
        var body = new JsonObject { ["from"] = Customer, ["text"] = "hi", ["timestamp"] = 1772340300, ["messageId"] = Posting.NewId(), ["type"] = "text" };
        body.Remove(name);
        if (value is not null)
        {
            body[name] = value;
        }

        return Bytes(body.ToJsonString());
    }

    private static byte[] Msg91(string name, string value)
    {
        var body = JsonNode.Parse(Shape.Msg91.Text(Customer, "hi", Posting.NewId()))!.AsObject();
        body.Remove("messages");
        body.Remove("messageType");
        body[name] = value;
        return Bytes(body.ToJsonString());
    }
}
