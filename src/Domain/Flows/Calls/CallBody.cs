using System.Net.Mime;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>What the body of a call is, which decides how something is written that is put into it.</summary>
public enum CallBody
{
    Plain,
    Json,
    Form,
}

public static class CallBodies
{
    private const string ContentType = "Content-Type";

    /// <summary>As the flow gives it, else what the body looks like.</summary>
    public static string TypeOf(IReadOnlyList<KeyValuePair<string, string>> headers, string? body) =>
        headers.FirstOrDefault(header => header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase)).Value
        ?? (body?.TrimStart() is ['{' or '[', ..] ? MediaTypeNames.Application.Json : "text/plain; charset=utf-8");

    public static CallBody KindOf(string contentType)
    {
        var media = contentType.Split(';')[0].Trim();
        return media.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? CallBody.Json
            : media.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) ? CallBody.Form
            : CallBody.Plain;
    }
}
