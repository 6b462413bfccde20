using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class EntityVersionTests
{
    [Theory]
    [InlineData("\"7\"", 7L)]
    [InlineData("W/\"7\"", 7L)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_right_header_says_which_version_is_meant_if_any(string? header, long? version) => EntityVersion.Parse(header).Value.ShouldBe(version);

    [Theory]
    [InlineData("7")]
    [InlineData("W/7")]
    [InlineData("\"\"")]
    [InlineData("\"seven\"")]
    [InlineData("\"-7\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"9223372036854775808\"")]
    public void A_wrong_one_is_told_what_a_right_one_looks_like(string header)
    {
        var field = EntityVersion.Parse(header).Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem();

        field.Field.ShouldBe("If-Match");
        field.Problem.ShouldContain("\"3\"");
    }
}
