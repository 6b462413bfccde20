using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class PasswordRulesTests
{
    private const string Email = "meera.raghavan@shop.example";

    [Theory]
    [InlineData("correct horse")]
    [InlineData("twelve chars")]
    [InlineData("காலை வணக்கம் நண்பா")]
    [InlineData("  spaces count  ")]
    [InlineData("abcdefghijkm")]
    public void Whoever_is_long_enough_and_no_pattern_is_taken(string password)
    {
        PasswordRules.ProblemOf(password, Email).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("eleven char")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("abcdefghijkl")]
    [InlineData("ABCDEFGHIJKL")]
    [InlineData("Meera.Raghavan@shop.example")]
    [InlineData("meera.raghavan")]
    public void What_is_short_or_guessed_first_is_not(string password)
    {
        PasswordRules.ProblemOf(password, Email).ShouldNotBeNull();
    }

    [Fact]
    public void There_is_a_longest_one()
    {
        var longest = string.Concat(Enumerable.Repeat("abcdefgx", PasswordRules.MaxLength / 8));

        PasswordRules.ProblemOf(longest, Email).ShouldBeNull();
        PasswordRules.ProblemOf(longest + "y", Email).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("meera@shop.example", true)]
    [InlineData("admin@localhost", true)]
    [InlineData("मीरा@shop.example", true)]
    [InlineData("meera", false)]
    [InlineData("@shop.example", false)]
    [InlineData("meera@", false)]
    [InlineData("meera@shop@example", false)]
    [InlineData("meera raghavan@shop.example", false)]
    [InlineData("meera@shop.example\n", false)]
    [InlineData(null, false)]
    public void An_email_looks_like_one(string? text, bool isRight)
    {
        EmailAddress.IsRight(text).ShouldBe(isRight);
        EmailAddress.IsRight(new string('a', EmailAddress.MaxLength) + text).ShouldBeFalse();
    }
}
