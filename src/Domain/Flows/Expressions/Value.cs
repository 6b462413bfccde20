using System.Globalization;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>A value while a condition is worked out: its text, and its number where the text is one.</summary>
internal readonly record struct Value
{
    public static readonly Value Empty = Of("");
    public static readonly Value True = Of("true");
    public static readonly Value False = Of("false");

    private Value(string folded, decimal? number) => (Folded, Number) = (folded, number);

    /// <summary>The text in the form in which texts are compared.</summary>
    public string Folded { get; }

    public decimal? Number { get; }

    public bool IsEmpty => Folded.Length == 0;

    /// <summary>All but nothing, 0 and false.</summary>
    public bool IsTrue => !IsEmpty && Number != 0 && Folded != "false";

    public static Value Of(string text) => FoldedText.Of(text) is var folded && TryNumber(folded, out var number)
        ? new Value(folded, number)
        : new Value(folded, null);

    public static Value Of(bool truth) => truth ? True : False;

    /// <summary>As a number where both are, else as text.</summary>
    public bool IsSame(Value other) => Number is { } one && other.Number is { } another ? one == another : Folded == other.Folded;

    /// <summary>Null where neither comes first: one is empty, or only one is a number.</summary>
    public int? CompareTo(Value other) =>
        IsEmpty || other.IsEmpty ? null
        : Number is { } one && other.Number is { } another ? one.CompareTo(another)
        : Number is null && other.Number is null ? string.CompareOrdinal(Folded, other.Folded)
        : null;

    public bool Contains(Value part) => !part.IsEmpty && Folded.Contains(part.Folded, StringComparison.Ordinal);

    /// <summary>Nothing of what a customer answered.</summary>
    public override string ToString() => nameof(Value);

    private static bool TryNumber(string text, out decimal number) => decimal.TryParse(
        text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture,
        out number);
}
