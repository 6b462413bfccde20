using WhatsAppSupport.Api.Versions;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class VersionTagTests
{
    [Theory]
    [InlineData("\"7\"", 7L)]
    [InlineData("W/\"7\"", 7L)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("*", null)]
    [InlineData(null, null)]
    public void A_right_header_says_which_version_is_meant_if_any(string? header, long? version)
    {
        new IfMatchAttribute().IsValid(header).ShouldBeTrue();
        VersionTag.Read(header).ShouldBe(version);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"seven\"")]
    [InlineData("\"-7\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"9223372036854775808\"")]
    public void A_wrong_one_is_told_what_a_right_one_looks_like(string header)
    {
        new IfMatchAttribute().IsValid(header).ShouldBeFalse();
        new IfMatchAttribute().FormatErrorMessage("If-Match").ShouldContain("such as \"7\"");
    }

    [Fact]
    public void What_is_told_is_read_again() => VersionTag.Read(VersionTag.Of(42)).ShouldBe(42);
}
