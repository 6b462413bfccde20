using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WhatsAppSupport.Application.Messaging;

namespace WhatsAppSupport.Api.Versions;

/// <summary>A version as HTTP has it: an answer tells it as <c>ETag: "7"</c>, and the next change may be asked for with <c>If-Match: "7"</c>.</summary>
public static class VersionTag
{
    public const string IfMatch = "If-Match";

    private const string Weak = "W/";

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that is asked for; null where any will do (no header, or <c>*</c>). Only what <see cref="IfMatchAttribute"/> has let through.</summary>
    public static long? Read(string? ifMatch) => ifMatch is null or "*" ? null
        : Parse(ifMatch) ?? throw new InvalidOperationException("A header that is no version was let through.");

    internal static bool IsWellFormed(string ifMatch) => ifMatch == "*" || Parse(ifMatch) is not null;

    /// <summary>A proxy that compresses an answer makes its tag a weak one: it is the same version.</summary>
    private static long? Parse(string text)
    {
        var tag = text.StartsWith(Weak, StringComparison.Ordinal) ? text.AsSpan(Weak.Length) : text;
        return tag is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}

/// <summary>On a parameter that takes the header: what is no version is a 400 that says what a right one looks like.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class IfMatchAttribute() : ValidationAttribute(
    "not a version: the ETag of the answer that you have read, with its quotes, such as \"7\"; or left out to change it whatever it has become")
{
    public override bool IsValid(object? value) => value is not string header || VersionTag.IsWellFormed(header);
}

/// <summary>Whatever answer has a version tells it in its ETag.</summary>
internal sealed class VersionTagFilter : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is ObjectResult { Value: IVersioned { Version: var version } })
        {
            context.HttpContext.Response.Headers.ETag = VersionTag.Of(version);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
