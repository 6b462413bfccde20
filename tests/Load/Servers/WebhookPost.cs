using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Servers;

/// <summary>What MSG91 posts, the same however often it comes, and signed.</summary>
internal sealed record WebhookPost(string Path, byte[] Body)
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Rig.Secret);

    /// <param name="phone">Digits.</param>
    /// <param name="id">WhatsApp's, of this message alone.</param>
    /// <param name="text">With nothing in it that JSON would have to escape.</param>
    public static WebhookPost Message(string phone, string id, string text)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Of(
            "/webhooks/msg91/inbound",
            $$"""
            {"companyId":"100001","customerNumber":"{{phone}}","customerName":"Asha","integratedNumber":"{{Rig.OurNumber}}","eventName":"delivered","direction":"0","uuid":"{{id}}","contentType":"text","messageType":"text","text":"{{text}}","messages":"[{\"from\":\"{{phone}}\",\"id\":\"{{id}}\",\"timestamp\":\"{{time}}\",\"text\":{\"body\":\"{{text}}\"},\"type\":\"text\"}]"}
            """);
    }

    public static WebhookPost Report(Msg91StandInSent sent, string status) => Report(sent.CrqId, sent.To, sent.From, sent.RequestId, sent.WamId, status);

    /// <param name="reference">Ours, which comes back as <c>crqid</c>; null: somebody else has sent it.</param>
    public static WebhookPost Report(string? reference, string to, string from, string request, string id, string status) => Of(
        "/webhooks/msg91/reports",
        $$"""
        {"crqid":"{{reference}}","companyId":"100001","customerNumber":"{{to}}","integratedNumber":"{{from}}","requestId":"{{request}}","uuid":"{{id}}","eventName":"{{status}}","direction":"1","reason":""}
        """);

    public HttpRequestMessage To(Uri process)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(process, Path)) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("X-MSG91-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, Body)));
        return request;
    }

    private static WebhookPost Of(string path, string body) => new(path, Encoding.UTF8.GetBytes(body));
}
