using System.Buffers;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>What a flow, or a step, may be called.</summary>
internal static class IdName
{
    public static readonly string Rule = $"up to {Flow.IdMaxLength} letters a to z, digits, _ and -";

    /// <summary>The same as a regular expression.</summary>
    public static readonly string Pattern = $"[A-Za-z0-9][A-Za-z0-9_-]{{0,{Flow.IdMaxLength - 1}}}";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <param name="kind">What it is, for who has it wrong: <c>name for a flow</c>.</param>
    /// <returns>The name even where it is wrong: what leads there is not to blame.</returns>
    public static Shape<string?> Shape(string kind, string example) => new(
        (fields, field) =>
        {
            var name = fields.Text(field.Key, field.Meaning);
            if (name is not null && !IsValid(name))
                fields.Refuse(field.Key, $"\"{name}\" is no {kind}; use {Rule}, such as {example}");
            return name;
        },
        Json.Scalar($"^{Pattern}$").Saying($"{char.ToUpperInvariant(Rule[0])}{Rule[1..]}."));

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Flow.IdMaxLength && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Letters);
}
