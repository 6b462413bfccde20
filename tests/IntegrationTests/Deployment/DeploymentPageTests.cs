using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Documentation;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>docs/deployment.md says what is typed by a test, what is not, and names nothing that is not there.</summary>
public sealed partial class DeploymentPageTests
{
    [Fact]
    public void Every_command_is_typed_by_a_test_or_says_that_it_is_not()
    {
        var typed = DeploymentPage.BlocksIn(DeploymentPage.Text);

        Fence().Matches(DeploymentPage.Text).Select(fence => fence.Groups[1].Value).Distinct().ShouldBeSubsetOf(["sh", "sh (not run)", "ini (not run)", "yaml (not run)", "text"]);
        typed.ShouldBe(DeploymentPage.Section("By hand").Typed, "only those of this section are typed");
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        foreach (var path in Named().Matches(DeploymentPage.Text).Select(match => match.Groups[1].Value).Concat(Links()))
        {
            Path.Exists(Path.Combine(Readme.Root, path)).ShouldBeTrue(path);
        }
    }

    [Fact]
    public void Every_setting_that_is_named_is_one()
    {
        var named = Setting().Matches(DeploymentPage.Text).Select(match => match.Value).Distinct();

        named.ShouldBeSubsetOf(ShippedFiles.Variables);
    }

    private static IEnumerable<string> Links() => Link().Matches(DeploymentPage.Text).Select(link => $"docs/{link.Groups[1].Value}");

    [GeneratedRegex("^```(.+)$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`((?:deploy/|src/|flows/)[A-Za-z0-9_./-]*|compose\\.yaml|Dockerfile|railway\\.json)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\]\(([a-z-]+\.md)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?:MSG91|OPENROUTER|ESCALATION|ADMIN|ENCRYPTION|METRICS|DATABASE|REDIS|RETAIN|CUSTOMER)_[A-Z_0-9]*[A-Z]")]
    private static partial Regex Setting();
}
