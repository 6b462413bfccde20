using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Conditional;

/// <summary>The version of a thing as HTTP carries it: <c>ETag: "7"</c> in answers, <c>If-Match: "7"</c> in requests that hold for that version only.</summary>
internal static class EntityTag
{
    /// <summary>Answers with the version of what is shown.</summary>
    public static ActionResult<T> Answer<T>(ControllerBase controller, Result<T> result, Func<T, long> version)
    {
        if (result.Succeeded(out var value, out _))
        {
            controller.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version(value)}\"");
        }

        return Problems.Answer(result);
    }

    /// <param name="request">What is asked for.</param>
    /// <param name="version">The one that must be the present one; null where any is right.</param>
    /// <param name="refusal">Why it cannot be read.</param>
    public static bool IsReadable(HttpRequest request, out long? version, [NotNullWhen(false)] out Error? refusal)
    {
        (version, refusal) = (null, null);
        var given = request.Headers.IfMatch.ToString();
        if (given is "" or "*")
        {
            return true;
        }

        if (given is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            version = number;
            return true;
        }

        refusal = new InvalidError([new FieldError("If-Match", "not one version: the ETag of what was read, as it came, such as \"7\" in its quotes")]);
        return false;
    }
}
