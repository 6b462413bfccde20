using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Versions;

/// <summary>The version of a thing over HTTP: told as <c>ETag: "3"</c>, and asked for as <c>If-Match: "3"</c>, so that nobody overwrites what they have not seen.</summary>
internal static class EntityVersion
{
    public const string IfMatch = "If-Match";

    public static void Tell(this ControllerBase controller, long version) =>
        controller.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <param name="given">The header <c>If-Match</c>.</param>
    /// <returns>Null: whichever version (no header, or <c>*</c>). Refused where it is not one that this program told.</returns>
    public static Result<long?> Parse(string? given)
    {
        if (given is null or "" or "*")
        {
            return (long?)null;
        }

        return given is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (long?)version
            : new InvalidError([new FieldError(IfMatch, "not a version: take it from the header ETag of an answer, as it is (\"3\")")]);
    }
}
