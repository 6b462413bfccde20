using System.Text;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>Closes a text up where a value is missing: "Thanks {name}, what" is "Thanks, what", "Hi *{name}*!" is "Hi!".</summary>
internal static class MissingValue
{
    private const string Closing = ",.;:!?)]}…।،؛؟、。！？，";
    private const string Commas = ",;،؛、，";
    private static readonly string[] Pairs = ["()", "[]", "**", "__", "~~", "\"\"", "''", "“”", "‘’", "«»"];

    /// <param name="after">The words that follow; what is left of them.</param>
    public static void CloseUp(StringBuilder before, ref string? after)
    {
        var rest = after.AsSpan();
        while (before.Length > 0 && rest.Length > 0 && IsPair(before[^1], rest[0]))
        {
            before.Length--;
            rest = rest[1..];
        }

        var isAtLineStart = before.Length == 0 || before[^1] == '\n';
        if (isAtLineStart)
            rest = rest.TrimStart(" \t,;:،؛、，");
        if (isAtLineStart && rest is ['\n', ..])
            rest = rest[1..];
        else if (before is [.., ' ' or '\t'] && rest is [' ' or '\t', ..])
            rest = rest.TrimStart(" \t");

        if (rest.Length > 0 && (rest[0] == '\n' || Closing.Contains(rest[0], StringComparison.Ordinal)))
            TrimEnd(before);
        after = rest.ToString();
    }

    public static void CloseUpAtEnd(StringBuilder before)
    {
        while (before.Length > 0 && char.IsWhiteSpace(before[^1]))
            before.Length--;
        TrimEnd(before);
    }

    private static bool IsPair(char before, char after) =>
        Array.Exists(Pairs, pair => pair[0] == before && pair[1] == after);

    private static void TrimEnd(StringBuilder text)
    {
        while (text is [.., ' ' or '\t'])
            text.Length--;
        while (text.Length > 0 && Commas.Contains(text[^1], StringComparison.Ordinal))
            text.Length--;
    }
}
