using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class LocaleTests
{
    [Theory]
    [InlineData("en", "1,234,567.5", "26/11/2026", "26/11/2026 14:05")]
    [InlineData("en-US", "1,234,567.5", "11/26/2026", "11/26/2026 2:05 PM")]
    [InlineData("hi-IN", "12,34,567.5", "26/11/2026", "26/11/2026 2:05 PM")]
    [InlineData("de-AT", "1.234.567,5", "26.11.2026", "26.11.2026 14:05")]
    [InlineData("fr", "1\u202F234\u202F567,5", "26/11/2026", "26/11/2026 14:05")]
    [InlineData("ja", "1,234,567.5", "2026/11/26", "2026/11/26 14:05")]
    [InlineData("xx", "1,234,567.5", "2026-11-26", "2026-11-26 14:05")]
    [InlineData(null, "1,234,567.5", "2026-11-26", "2026-11-26 14:05")]
    public void Numbers_and_times_are_written_as_the_language_does(string? language, string number, string day, string moment)
    {
        var locale = Locale.Of(language);

        locale.Write(1_234_567.50m).ShouldBe(number);
        locale.Write(new DateOnly(2026, 11, 26)).ShouldBe(day);
        locale.Write(new DateTimeOffset(2026, 11, 26, 14, 5, 0, TimeSpan.Zero)).ShouldBe(moment);
    }

    [Theory]
    [InlineData("en", -999, "-999")]
    [InlineData("hi", -100000, "-1,00,000")]
    [InlineData("en", 0, "0")]
    public void Signs_and_small_numbers_too(string language, int number, string written) => Locale.Of(language).Write(number).ShouldBe(written);

    [Theory]
    [InlineData("en", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("english please", false)]
    [InlineData("e", false)]
    public void A_language_has_a_tag(string tag, bool isValid) => LanguageTag.IsValid(tag).ShouldBe(isValid);
}
