using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>
/// What a customer said, as it may stand in a call. It ends nothing that its author began, and it names no secret: a customer who writes
/// <c>${FLOW_SECRET_…}</c>, or a part of it beside another, gets these letters sent and not the secret.
/// </summary>
public static class CallText
{
    /// <summary>Escapes, besides what JSON demands, the letters of a placeholder.</summary>
    private static readonly JavaScriptEncoder Json = JsonWithout('$', '{', '}');

    /// <summary>In a part of a path, a query, or a form. Everything that could end it is percent-encoded.</summary>
    public static string InUrl(string value) => Uri.EscapeDataString(value);

    /// <summary>Between the quotes of a JSON string.</summary>
    public static string InJson(string value) => Json.Encode(value);

    /// <summary>In a header: on one line, with round brackets for curly ones.</summary>
    public static string InHeader(string value) =>
        Round(string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character)));

    /// <summary>In a body that is neither: curly brackets are round ones there.</summary>
    public static string InText(string value) => Round(value);

    /// <summary>As it is written in the body of a call.</summary>
    internal static Func<string, string> In(CallBody kind) => kind switch
    {
        CallBody.Json => InJson,
        CallBody.Form => InUrl,
        _ => InText,
    };

    /// <summary>Whether the path still has the parts that its author wrote: what is missing in it, or is <c>.</c> or <c>..</c>, would ask for something else.</summary>
    /// <param name="url">With the values in it.</param>
    /// <param name="written">With a letter for each.</param>
    internal static bool KeepsPath(string url, string written) =>
        PartsOf(url) is var parts && !parts.Any(part => part is "." or "..") && parts.Count(part => part.Length == 0) == PartsOf(written).Count(part => part.Length == 0);

    private static string[] PartsOf(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal);
        var path = url.Split(['?', '#'])[0];
        return path[(host < 0 ? 0 : host + "://".Length)..].Split('/');
    }

    private static string Round(string value) => value.Replace('{', '(').Replace('}', ')');

    private static JavaScriptEncoder JsonWithout(params ReadOnlySpan<char> letters)
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters(letters.ToArray());
        return JavaScriptEncoder.Create(settings);
    }
}
