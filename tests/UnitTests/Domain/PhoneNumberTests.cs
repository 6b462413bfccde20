using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("919811112222", "919811112222")]
    [InlineData("+91 98111-12222", "919811112222")]
    [InlineData("(+91) 98111.12222", "919811112222")]
    [InlineData("91\u00a098111\u00a012222", "919811112222")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("123456789012345", "123456789012345")]
    public void It_is_read_as_people_and_programs_write_it(string text, string digits)
    {
        PhoneNumber.Parse(text).Value.Digits.ShouldBe(digits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("123456789")]
    [InlineData("1234567890123456")]
    [InlineData("91981111222X")]
    [InlineData("91981111222/2")]
    [InlineData("९१९८१११११२२२२")]
    public void What_is_none_is_refused_and_the_field_is_named(string? text)
    {
        var refused = PhoneNumber.Parse(text, "from");

        var error = refused.Error.ShouldBeOfType<InvalidError>();
        error.Fields.ShouldHaveSingleItem().Field.ShouldBe("from");
        error.Message.ShouldStartWith("from: not a phone number");
    }

    [Fact]
    public void Whatever_is_read_has_10_to_15_digits_and_is_read_again_as_itself()
    {
        var texts = Gen.Elements("0123456789+- .()\u00a0x٣".ToCharArray()).ArrayOf().Select(characters => new string(characters)).ToArbitrary();

        Prop.ForAll(texts, text => !PhoneNumber.Parse(text).Succeeded(out var number, out _) || IsWhole(number)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_number_of_a_right_length_is_read_and_prints_masked()
    {
        var numbers = Gen.Choose(PhoneNumber.MinLength, PhoneNumber.MaxLength)
            .SelectMany(length => Gen.Elements("0123456789".ToCharArray()).ArrayOf(length))
            .Select(digits => new string(digits))
            .ToArbitrary();

        Prop.ForAll(numbers, digits => PhoneNumber.Parse(digits).Value is var number && number.Digits == digits && number.ToString() == $"…{digits[^2..]}")
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_that_was_never_set_prints_nothing()
    {
        default(PhoneNumber).ToString().ShouldBe("…");
    }

    private static bool IsWhole(PhoneNumber number) =>
        number.Digits.Length is >= PhoneNumber.MinLength and <= PhoneNumber.MaxLength
        && number.Digits.All(char.IsAsciiDigit)
        && PhoneNumber.Parse(number.Digits).Value == number;
}
