using System.Globalization;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>What a variable may be called: a letter or _ first, then letters with their marks, digits and _; a dot between such parts.</summary>
public static class VariableName
{
    public const string UserName = "user_name";

    /// <summary>Set, it is what the customer is spoken to in from then on.</summary>
    public const string Language = "customer.language";

    public const string Rule = "letters, digits and _, such as order_number";

    /// <summary>The same as a regular expression.</summary>
    public const string Pattern = @"[\p{L}_][\p{L}\p{Nd}_\p{Mn}\p{Mc}]*(\.[\p{L}_][\p{L}\p{Nd}_\p{Mn}\p{Mc}]*)*";

    public static bool IsValid(ReadOnlySpan<char> name) => LengthAt(name, 0) == name.Length && name.Length > 0;

    /// <summary>How many characters from <paramref name="start"/> are a name; 0 when none begins there.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length && IsFirst(text[at]))
        {
            do
                at++;
            while (at < text.Length && IsLater(text[at]));
            if (at + 1 >= text.Length || text[at] != '.' || !IsFirst(text[at + 1]))
                break;
            at++;
        }

        return at - start;
    }

    private static bool IsFirst(char character) => char.IsLetter(character) || character == '_';

    private static bool IsLater(char character) => char.IsLetterOrDigit(character) || character == '_' || char.GetUnicodeCategory(character)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
