using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class DotEnvFileTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Theory]
    [InlineData("PORT=9090", "9090")]
    [InlineData("  PORT = 9090  ", "9090")]
    [InlineData("export PORT=9090", "9090")]
    [InlineData("PORT=\"9090\"", "9090")]
    [InlineData("PORT='a # b' # comment", "a # b")]
    [InlineData("PORT=9090 # comment", "9090")]
    [InlineData("PORT=a#b", "a#b")]
    [InlineData("PORT=a=b", "a=b")]
    [InlineData("PORT=# comment", "")]
    [InlineData("PORT=\"open", "\"open")]
    [InlineData("PORT=9090\r", "9090")]
    public void A_line_sets_a_value(string line, string value)
    {
        DotEnvFile.Under(Nothing, [line], [])["PORT"].ShouldBe(value);
    }

    [Fact]
    public void Comments_and_empty_lines_set_nothing()
    {
        DotEnvFile.Under(Nothing, ["", "   ", "# PORT=1", "#PORT=1"], []).ShouldBeEmpty();
    }

    [Fact]
    public void The_real_environment_wins_even_when_empty()
    {
        var merged = DotEnvFile.Under(new Dictionary<string, string?> { ["PORT"] = "1", ["REDIS_URL"] = "" }, ["PORT=2", "REDIS_URL=x", "FLOWS_PATH=f"], []);

        (merged["PORT"], merged["REDIS_URL"], merged["FLOWS_PATH"]).ShouldBe(("1", "", "f"));
    }

    [Fact]
    public void A_line_that_is_no_setting_is_named_by_its_number_alone()
    {
        var errors = new List<string>();

        DotEnvFile.Under(Nothing, ["PORT=1", "KEPT", "9KEPT=x", "KE PT=x"], errors);

        errors.Count.ShouldBe(3);
        errors[0].ShouldStartWith(".env: line 2 ");
        errors.ShouldAllBe(line => !line.Contains("KEPT"));
    }
}
