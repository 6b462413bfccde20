using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Load;

/// <summary>What the simulated customers say: each message is answered by one reply with buttons, in the middle of a flow.</summary>
internal static class Dialogue
{
    public const string Flow =
        """
        flow_id: menu
        triggers: [ { type: keyword, value: hi } ]
        steps:
          - type: quick_replies
            text: "What can we do for you, {user_name}?"
            replies: [ { text: "Order" }, { text: "Refund" }, { text: "A person" } ]
        """;

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Rig.Secret);
    private static long next;

    /// <param name="text"><c>hi</c> begins the flow; anything that is not a choice is asked again.</param>
    public static HttpRequestMessage Post(Uri address, int customer, string text)
    {
        var id = Interlocked.Increment(ref next);
        var number = (919_000_000_000L + customer).ToString(CultureInfo.InvariantCulture);
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"companyId":"100001","customerNumber":"{{number}}","customerName":"Asha","integratedNumber":"{{Rig.OurNumber}}","eventName":"delivered","direction":"0","uuid":"wamid.{{id}}","contentType":"text","messageType":"text","text":"{{text}}","messages":"[{\"from\":\"{{number}}\",\"id\":\"wamid.{{id}}\",\"timestamp\":\"{{time}}\",\"text\":{\"body\":\"{{text}}\"},\"type\":\"text\"}]"}
            """);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/webhooks/msg91/inbound")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("X-MSG91-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, body)));
        return request;
    }
}
