using System.Text.RegularExpressions;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What the image must be like; whether its steps work is seen in <see cref="PublishedProgramTests"/>.</summary>
public sealed partial class DockerfileTests
{
    [Fact]
    public void The_program_runs_as_a_user_with_a_number_who_is_not_root()
    {
        // Kubernetes compares a number, and knows no names of users.
        DockerfileSteps.Said("USER").ShouldMatch("^[1-9][0-9]*$");
        DockerfileSteps.Final.Count(step => step.Name == "USER").ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_run_in_the_image_that_remains_because_it_has_no_shell()
    {
        DockerfileSteps.Final.ShouldNotContain(step => step.Name == "RUN");
        DockerfileSteps.Said("FROM").ShouldContain("-chiseled-extra", Case.Sensitive, "the plain one has no time zones, which business hours need");
        DockerfileSteps.Command(DockerfileSteps.Said("ENTRYPOINT")).ShouldBe(["dotnet", "WhatsAppSupport.Api.dll"]);
    }

    [Fact]
    public void Base_images_are_of_the_version_that_the_program_is_built_for()
    {
        var version = Framework().Match(ShippedFiles.Text("Directory.Build.props")).Groups[1].Value;

        DockerfileSteps.All.Where(step => step.Name == "FROM")
            .ShouldAllBe(step => Regex.IsMatch(step.Words, $@"^mcr\.microsoft\.com/dotnet/(sdk|aspnet):{Regex.Escape(version)}-[a-z]"));
    }

    [Fact]
    public void Its_health_is_what_the_programs_own_command_says()
    {
        DockerfileSteps.Command(DockerfileSteps.Said("HEALTHCHECK")).ShouldBe(["dotnet", "WhatsAppSupport.Api.dll", "health"]);
    }

    [Fact]
    public void No_secret_can_get_into_a_layer()
    {
        var secrets = SettingsReader.SecretNames;

        DockerfileSteps.All.Where(step => step.Name is "ARG").ShouldBeEmpty();
        DockerfileSteps.All.Where(step => secrets.Any(secret => step.Words.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
        new[] { ".env", "secrets/msg91-auth-key", "data/admin-api-key", ".git/config" }.ShouldAllBe(path => DockerIgnore.Hides(path));
        DockerfileSteps.Build.Where(step => step.Name == "COPY").ShouldAllBe(step => !step.Words.StartsWith(". ", StringComparison.Ordinal), "what is copied is named");
    }

    [Fact]
    public void It_listens_where_it_says()
    {
        DockerfileSteps.Environment["PORT"].ShouldBe(DockerfileSteps.Said("EXPOSE"));
        DockerfileSteps.Environment.Keys.Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ShouldBeSubsetOf(ShippedFiles.Variables);
        DockerfileSteps.Final.ShouldContain(step => step.Name == "COPY" && step.Words == $"--from=build --chown=1654:1654 {DockerfileSteps.DataFolder} {DockerfileSteps.DataFolder}");
        DockerfileSteps.All.Where(step => step.Name == "VOLUME").ShouldBeEmpty("Railway builds no image that has one");
    }

    [GeneratedRegex("<TargetFramework>net([0-9.]+)</TargetFramework>")]
    private static partial Regex Framework();
}
