using System.Text.Json.Nodes;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>What holds of deploy/kubernetes.yaml and railway.json. Neither is run here.</summary>
public sealed class KubernetesTests
{
    private static readonly IReadOnlyList<JsonNode> Objects = YamlFile.ReadAll("deploy/kubernetes.yaml");
    private static readonly JsonNode Deployment = Objects.Single(one => one["kind"].Word() == "Deployment")["spec"]!;
    private static readonly JsonNode Pod = Deployment["template"]!["spec"]!;
    private static readonly JsonNode Container = Pod["containers"].Items().Single();

    [Fact]
    public void A_process_is_nobody_in_particular_and_changes_nothing_but_its_data()
    {
        Pod["securityContext"]!["runAsNonRoot"].Word().ShouldBe("true");
        Pod["securityContext"]!["runAsUser"].Word().ShouldBe(DockerfileSteps.Said("USER"));
        Pod["automountServiceAccountToken"].Word().ShouldBe("false");
        Container["securityContext"]!["readOnlyRootFilesystem"].Word().ShouldBe("true");
        Container["securityContext"]!["allowPrivilegeEscalation"].Word().ShouldBe("false");
        Container["securityContext"]!["capabilities"]!["drop"].Words().ShouldBe(["ALL"]);
        Container["volumeMounts"].Items().Select(mount => mount["mountPath"].Word()).ShouldBe([DockerfileSteps.DataFolder, "/tmp"]);
        Container["volumeMounts"].Items().Select(mount => mount["name"].Word()).ShouldBe(Pod["volumes"].Items().Select(volume => volume["name"].Word()));
    }

    [Fact]
    public void One_is_always_there_while_others_come_and_go()
    {
        var budget = Objects.Single(one => one["kind"].Word() == "PodDisruptionBudget")["spec"]!;

        budget["minAvailable"].Number().ShouldBeInRange(1, Deployment["replicas"].Number() - 1, "none could ever be moved otherwise");
        Deployment["strategy"]!["rollingUpdate"]!["maxUnavailable"].Word().ShouldBe("0");
        Pod["terminationGracePeriodSeconds"].Number().ShouldBeGreaterThan(25 + Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"].Number());
        Container["resources"]!["requests"].Keys().ShouldBe(["cpu", "memory"]);
        Container["resources"]!["limits"].Keys().ShouldContain("memory");
    }

    [Fact]
    public void Everything_that_looks_for_the_processes_finds_them()
    {
        var labels = Deployment["template"]!["metadata"]!["labels"]!.ToJsonString();
        var selectors = Objects.Select(one => one["spec"]?["selector"]).OfType<JsonObject>().Select(selector => (selector["matchLabels"] ?? selector).ToJsonString());
        var port = Container["ports"].Items().Single();

        selectors.Count().ShouldBe(4);
        selectors.ShouldAllBe(selector => selector == labels);
        port["containerPort"].Word().ShouldBe(DockerfileSteps.Environment["PORT"]);
        Objects.Where(one => one["kind"].Word() == "Service").SelectMany(service => service["spec"]!["ports"].Items())
            .ShouldAllBe(exposed => exposed["targetPort"].Word() == port["name"].Word());
        new[] { "startupProbe", "livenessProbe", "readinessProbe" }.ShouldAllBe(probe => Container[probe]!["httpGet"]!["port"].Word() == port["name"].Word());
    }

    [Fact]
    public void A_process_that_waits_for_its_database_is_not_restarted_and_not_asked()
    {
        Container["livenessProbe"]!["httpGet"]!["path"].Word().ShouldBe("/health/live");
        Container["readinessProbe"]!["httpGet"]!["path"].Word().ShouldBe("/health/ready");
    }

    [Fact]
    public void The_program_takes_the_invented_settings_as_they_are_written()
    {
        var environment = Objects.Where(one => one["kind"].Word() is "Secret" or "ConfigMap")
            .SelectMany(one => (one["stringData"] ?? one["data"])!.AsObject())
            .ToDictionary(variable => variable.Key, variable => (string?)variable.Value.Word());

        environment.Keys.ShouldBeSubsetOf(ShippedFiles.Variables);
        Objects.Single(one => one["kind"].Word() == "ConfigMap")["data"].Keys().Intersect(SettingsReader.SecretNames).ShouldBeEmpty();
        SettingsReader.TryRead(environment, out _, out var errors).ShouldBeTrue(string.Join('\n', errors));
        environment["PORT"].ShouldBe(DockerfileSteps.Environment["PORT"]);
        Container["envFrom"].Items().SelectMany(source => source.AsObject()).Select(source => source.Value!["name"].Word()).ShouldBe(["whatsapp-support", "whatsapp-support"]);
    }

    [Fact]
    public void Railway_builds_the_image_waits_until_it_can_serve_and_lets_the_old_one_end()
    {
        var railway = ShippedFiles.Json("railway.json");

        ((string)railway["build"]!["dockerfilePath"]!).ShouldBe("Dockerfile");
        ((string)railway["deploy"]!["healthcheckPath"]!).ShouldBe("/health/ready");

        // Its parser refuses them as texts, though its documentation has shown them so.
        ((int)railway["deploy"]!["drainingSeconds"]!).ShouldBeGreaterThan(25);
        ((int)railway["deploy"]!["overlapSeconds"]!).ShouldBeGreaterThan(0);
    }
}
