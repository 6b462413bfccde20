using WhatsAppSupport.IntegrationTests.Deployment;
using WhatsAppSupport.IntegrationTests.Documentation;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>What Prometheus's own tool says of what is shipped for it. Alone: it works off weeks in seconds, and clears up in the background meanwhile what is older than a day and a half.</summary>
[Collection(Alone.Name)]
public sealed class PromtoolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-promtool-");

    public static TheoryData<string> Suites => [.. ShippedFiles.In("deploy/prometheus/tests", "*.yml")];

    [Fact]
    public async Task The_configuration_and_the_rules_are_right()
    {
        // It looks whether the token is there.
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "metrics-token"), "an-invented-metrics-token");
        PrometheusCopy.Write(folder.FullName, ["support:8080"], ownPort: 9090);

        (await Shell.TypeAsync("promtool check config prometheus.yml && promtool check rules rules/*.yml", folder.FullName)).ShouldContain("SUCCESS");
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Alerts_fire_when_they_should_and_not_just_below(string suite)
    {
        (await Shell.TypeAsync($"promtool test rules {suite}", Readme.Root)).ShouldContain("SUCCESS");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
