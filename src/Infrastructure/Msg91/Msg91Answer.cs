using System.Text.Json;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// What an answer's body says, whatever its status and its content type say: MSG91 refuses with a 200 as well, and sends JSON as HTML.
/// </summary>
/// <param name="Verdict">Null when the body does not tell.</param>
/// <param name="ProviderIds">Every id that a later report may carry, the best one first.</param>
/// <param name="Complaint">The words of a refusal, without what they quote of the message.</param>
/// <param name="Codes">The numbers in a refusal.</param>
internal sealed record Msg91Answer(Msg91Verdict? Verdict, IReadOnlyList<string> ProviderIds, string Complaint, IReadOnlyList<RefusalCode> Codes)
{
    private const int LongestId = 256;

    private static readonly string[] ComplaintFields = ["errors", "error", "message", "msg", "data"];

    public static Msg91Answer Read(byte[] body, OutgoingMessage message)
    {
        var root = LenientJson.Parse(body);
        var ids = IdsIn(root);
        var verdict = Judge(root, ids);
        return verdict is Msg91Verdict.Refused ? Refused(root, message) : new Msg91Answer(verdict, ids, "", []);
    }

    private static Msg91Answer Refused(JsonElement? root, OutgoingMessage message)
    {
        var complaint = new Complaint(message);
        complaint.AddProviderCode(root.Field("code").Integer());
        foreach (var field in ComplaintFields)
        {
            complaint.Add(root.Field(field));
        }

        return new Msg91Answer(Msg91Verdict.Refused, [], complaint.Words, complaint.Codes);
    }

    private static Msg91Verdict? Judge(JsonElement? root, List<string> ids)
    {
        var hasError = root.Field("hasError").Truth();
        var status = root.Field("status").Text()?.ToLowerInvariant();
        var type = root.Field("type").Text()?.ToLowerInvariant();
        if (hasError == true || status is "fail" or "failed" or "error" || type is "error")
        {
            return Msg91Verdict.Refused;
        }

        return hasError == false || status is "success" || type is "success" || ids.Count > 0 ? Msg91Verdict.Accepted : null;
    }

    private static List<string> IdsIn(JsonElement? root) =>
        new[]
        {
            root.Field("data").Field("message_uuid"),
            root.Field("request_id"),
            root.Field("requestId"),
            root.Field("data").Field("request_id"),
        }
        .Select(id => id.Text()?.Trim())
        .OfType<string>()
        .Where(id => id.Length is > 0 and <= LongestId)
        .Distinct(StringComparer.Ordinal)
        .ToList();
}

internal enum Msg91Verdict
{
    Accepted,
    Refused,
}
