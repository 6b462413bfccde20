using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Versions;

/// <summary>The version of a thing over HTTP: told as <c>ETag: "3"</c>, and asked for as <c>If-Match: "3"</c>, so that nobody overwrites what they have not seen.</summary>
internal static class EntityVersion
{
    public const string IfMatch = "If-Match";

    private const string Weak = "W/";

    public static void Tell(this ControllerBase controller, long version) =>
        controller.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The same answer, its version told.</summary>
    public static Result<T> Told<T>(this ControllerBase controller, Result<T> result)
        where T : IVersioned
    {
        if (result.Succeeded(out var answer, out _))
        {
            controller.Tell(answer.Version);
        }

        return result;
    }

    /// <param name="given">The header <c>If-Match</c>.</param>
    /// <returns>Null: whichever version (no header, or <c>*</c>). Refused where it is not one that this program told.</returns>
    public static Result<long?> Parse(string? given)
    {
        if (given is null or "" or "*")
        {
            return (long?)null;
        }

        // A proxy that compresses an answer makes its tag a weak one: it is the same version.
        var tag = given.StartsWith(Weak, StringComparison.Ordinal) ? given.AsSpan(Weak.Length) : given;
        return tag is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (long?)version
            : new InvalidError([new FieldError(IfMatch, "not a version: take it from the header ETag of an answer, as it is (\"3\")")]);
    }
}
