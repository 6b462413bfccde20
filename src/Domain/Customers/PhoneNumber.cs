using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Domain.Customers;

/// <summary>An E.164 number as digits with the country code, 10 to 15 of them. It prints masked, so that a slip into a log is safe.</summary>
public readonly record struct PhoneNumber
{
    public const int MinLength = 10;
    public const int MaxLength = 15;

    private PhoneNumber(string digits) => Digits = digits;

    /// <summary>All digits: for the provider and the database, never for a log.</summary>
    public string Digits { get; }

    /// <summary>Reads a number as people and programs write it: <c>+</c>, <c>-</c>, spaces, dots and brackets are dropped.</summary>
    public static Result<PhoneNumber> Parse(string? text, string field = "phone")
    {
        Span<char> digits = stackalloc char[MaxLength];
        var length = 0;
        foreach (var character in text ?? "")
        {
            if (character is '+' or '-' or ' ' or '.' or '(' or ')' or '\u00a0')
            {
                continue;
            }

            if (!char.IsAsciiDigit(character) || length == MaxLength)
            {
                return NotAPhoneNumber(field);
            }

            digits[length++] = character;
        }

        return length < MinLength ? NotAPhoneNumber(field) : new PhoneNumber(new string(digits[..length]));
    }

    /// <summary>A number that was checked before it was stored.</summary>
    public static PhoneNumber FromStored(string digits) => new(digits);

    public override string ToString() => Digits is { Length: > 4 } ? $"…{Digits[^2..]}" : "…";

    private static InvalidError NotAPhoneNumber(string field) =>
        new([new FieldError(field, $"not a phone number: {MinLength} to {MaxLength} digits with the country code, such as 919811112222")]);
}
