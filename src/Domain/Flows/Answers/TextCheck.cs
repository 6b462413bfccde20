using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Answers;

/// <summary>Any words; the least and the most are of their length in characters.</summary>
public sealed record TextCheck : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Words;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) => WordsOf(input) is { } words ? Value.Of(words) : null;

    private protected override Value Measured(Value value) => Value.Of(new StringInfo(value.Text).LengthInTextElements);
}

/// <summary>Words that a pattern fits, from the first to the last; the least and the most are of their length.</summary>
public sealed record RegexCheck(Regex Pattern) : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Words;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) =>
        WordsOf(input) is { } words && Pattern.IsMatch(words) ? Value.Of(words) : null;

    private protected override Value Measured(Value value) => Value.Of(new StringInfo(value.Text).LengthInTextElements);
}

/// <summary>One of some words, in any case; kept as the author wrote it.</summary>
public sealed record OneOfCheck(IReadOnlyList<string> Words) : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Words;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) =>
        WordsOf(input) is { } words && Words.FirstOrDefault(one => FoldedText.Of(one) == FoldedText.Of(words)) is { } meant ? Value.Of(meant) : null;
}

/// <summary>An e-mail address; kept as it was written.</summary>
public sealed partial record EmailCheck : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Words;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) =>
        WordsOf(input) is { Length: <= 254 } words && Address().IsMatch(words) ? Value.Of(words) : null;

    /// <summary>What mail servers take, not all that RFC 5322 would allow.</summary>
    [GeneratedRegex(@"\A[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}

/// <summary>A phone number of 10 to 15 digits, which are what is kept; + and the signs between them may be written or not.</summary>
public sealed partial record PhoneCheck : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Words;

    private protected override Value? ReadAny(CustomerInput input, Locale locale)
    {
        if (WordsOf(input) is not { } words || !Written().IsMatch(FoldedText.Of(words)))
            return null;
        var digits = string.Concat(FoldedText.Of(words).Where(char.IsAsciiDigit));
        return digits.Length is >= 10 and <= 15 ? new Value.Words(digits) : null;
    }

    [GeneratedRegex(@"\A\+?[0-9 ()./-]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}
