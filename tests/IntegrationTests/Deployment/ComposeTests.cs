using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What holds of every container of compose.yaml, and of the program's own.</summary>
public sealed class ComposeTests : IDisposable
{
    private const string Theirs = "msg91-auth-key";

    private static readonly JsonNode Compose = YamlFile.Read("compose.yaml");
    private static readonly JsonNode Support = Compose["services"]!["support"]!;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-compose-");

    public static TheoryData<string> Services => [.. Compose["services"].Keys()];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_container_can_change_nothing_but_its_volumes_and_can_become_nobody_else(string name)
    {
        var service = Compose["services"]![name]!;

        service["read_only"].Word().ShouldBe("true");
        service["cap_drop"].Words().ShouldBe(["ALL"]);
        service["security_opt"].Words().ShouldBe(["no-new-privileges:true"]);
        service["cap_add"].ShouldBeNull();
        service["privileged"].ShouldBeNull();
        (service["user"]?.Word()).ShouldNotBeOneOf("root", "0");
    }

    /// <summary>An engine lays a file system in memory as root's, with the rights of the folder that it covers: only where everybody may write does another user.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void Who_is_not_root_writes_in_memory_only_where_everybody_may(string name)
    {
        string[] everybodys = ["/tmp", "/var/run/postgresql"];

        Compose["services"]![name]!["tmpfs"].Words().ShouldBeSubsetOf(everybodys);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Its_image_has_a_version_and_only_this_machine_can_come_to_its_ports(string name)
    {
        var service = Compose["services"]![name]!;

        service["image"].Word().ShouldMatch(@"^[a-z][a-z/-]*:v?[0-9][0-9A-Za-z.-]*$");
        service["ports"].Words().ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Its_health_is_looked_at(string name)
    {
        var test = Compose["services"]![name]!["healthcheck"]?["test"];

        (name == "support" ? DockerfileSteps.Said("HEALTHCHECK") : string.Join(' ', test.Words())).ShouldNotBeEmpty();
        foreach (var other in Compose["services"]![name]!["depends_on"]?.AsObject() ?? [])
        {
            other.Value!["condition"].Word().ShouldBe("service_healthy");
            Compose["services"]![other.Key].ShouldNotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void What_it_mounts_is_there(string name)
    {
        foreach (var mount in Compose["services"]![name]!["volumes"].Words().Select(words => words.Split(':')))
        {
            if (mount[0].StartsWith("./", StringComparison.Ordinal))
            {
                Path.Exists(ShippedFiles.PathOf(mount[0])).ShouldBeTrue(mount[0]);
                mount[^1].ShouldBe("ro");
            }
            else
            {
                Compose["volumes"].Keys().ShouldContain(mount[0]);
            }
        }

        Compose["services"]![name]!["secrets"].Words().ShouldBeSubsetOf(Compose["secrets"].Keys());
    }

    [Fact]
    public void The_program_is_told_only_what_it_reads_and_each_secret_by_a_file()
    {
        var environment = Support["environment"]!.AsObject();

        environment.Select(variable => variable.Key).ShouldBeSubsetOf(ShippedFiles.Variables);
        environment.Select(variable => variable.Key).Intersect(SettingsReader.SecretNames).ShouldBeEmpty();
        environment.Where(variable => variable.Key.EndsWith("_FILE", StringComparison.Ordinal)).Select(variable => variable.Value.Word())
            .ShouldBe(Support["secrets"].Words().Select(secret => $"/run/secrets/{secret}"), ignoreOrder: true);
    }

    [Fact]
    public void It_listens_and_stops_and_keeps_its_data_as_the_image_says()
    {
        var port = DockerfileSteps.Environment["PORT"];

        Support["environment"]!["PORT"].Word().ShouldBe(port);
        Support["ports"].Words().ShouldHaveSingleItem().ShouldEndWith($":{port}");
        Support["volumes"].Words().ShouldContain($"support-data:{DockerfileSteps.DataFolder}");
        int.Parse(Support["stop_grace_period"].Word().TrimEnd('s')).ShouldBeGreaterThan(25, "what is under way may take so long");
    }

    [Fact]
    public async Task The_script_makes_every_secret_that_is_named_once_and_the_program_takes_them()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "deploy"));
        File.Copy(ShippedFiles.PathOf("deploy/secrets.sh"), Path.Combine(folder.FullName, "deploy/secrets.sh"));
        (await Shell.TypeAsync("sh deploy/secrets.sh", folder.FullName)).ShouldContain(Theirs);
        var made = Read();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secrets", Theirs), "an-invented-auth-key");

        (await Shell.TypeAsync("sh deploy/secrets.sh", folder.FullName)).ShouldBeEmpty();

        Compose["secrets"]!.AsObject().ShouldAllBe(secret => secret.Value!["file"].Word() == $"secrets/{secret.Key}");
        made.Keys.ShouldBe(Compose["secrets"].Keys(), ignoreOrder: true);
        Read().Where(secret => secret.Key != Theirs).ShouldBe(made.Where(secret => secret.Key != Theirs), ignoreOrder: true);
        new DirectoryInfo(Path.Combine(folder.FullName, "secrets")).EnumerateFiles().ShouldAllBe(file => file.UnixFileMode.HasFlag(UnixFileMode.OtherRead), "a container's user is another one");
        new DirectoryInfo(Path.Combine(folder.FullName, "secrets")).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var environment = Support["environment"]!.AsObject().ToDictionary(
            variable => variable.Key, variable => (string?)variable.Value.Word().Replace("/run/secrets", Path.Combine(folder.FullName, "secrets"), StringComparison.Ordinal));
        environment["MSG91_INTEGRATED_NUMBER"] = "919800000001";
        SettingsReader.TryRead(environment, out _, out var errors).ShouldBeTrue(string.Join('\n', errors));
    }

    [Fact]
    public void Prometheus_looks_for_the_program_and_its_token_where_they_are()
    {
        var targets = YamlFile.Read("deploy/prometheus/targets/support.yml").Items().SelectMany(group => group["targets"].Words());
        var scraped = YamlFile.Read("deploy/prometheus/prometheus.yml")["scrape_configs"].Items().Single(job => job["job_name"].Word() == "whatsapp-support");

        targets.ShouldBe([$"support:{DockerfileSteps.Environment["PORT"]}"]);
        scraped["authorization"]!["credentials_file"].Word().ShouldBe(Support["environment"]!["METRICS_TOKEN_FILE"].Word());
        Compose["services"]!["prometheus"]!["secrets"].Words().ShouldBe(["metrics-token"]);
        Regex.Count(YamlFile.Read("deploy/grafana/provisioning/datasources/prometheus.yml").ToJsonString(), "http://prometheus:9090").ShouldBe(1);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Dictionary<string, string> Read() => Directory.EnumerateFiles(Path.Combine(folder.FullName, "secrets"))
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);
}
