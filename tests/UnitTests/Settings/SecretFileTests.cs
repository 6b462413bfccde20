using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Settings;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_secret_may_come_from_a_file()
    {
        foreach (var name in SettingsReader.SecretNames)
        {
            var value = name switch
            {
                "DATABASE_URL" => "postgres://u:p@host/db",
                "REDIS_URL" => "redis://:p@host",
                "ESCALATION_NOTIFY_URL" => "https://hook.example",
                "ENCRYPTION_KEYS" => "off",
                "OTEL_EXPORTER_OTLP_HEADERS" => "key=a-secret-from-a-file",
                _ => "a-secret-from-a-file",
            };
            var fromFile = Read(Live((name, null), ($"{name}_FILE", FileWith(value + "\n"))));
            var fromVariable = Read(Live((name, value)));

            (fromFile with { Taken = [] }).ShouldBeEquivalentTo(fromVariable with { Taken = [] });
            fromFile.Taken.Single(setting => setting.Name == name).Origin.ShouldBe(SettingOrigin.File);
            fromVariable.Taken.Single(setting => setting.Name == name).Origin.ShouldBe(SettingOrigin.Environment);
        }
    }

    [Fact]
    public void A_secret_and_its_file_together_are_an_error()
    {
        var line = ErrorsOf(Sandbox(("ADMIN_API_KEY", "KEPT"), ("ADMIN_API_KEY_FILE", FileWith("KEPT")))).ShouldHaveSingleItem();

        line.ShouldBe("ADMIN_API_KEY: is set, and ADMIN_API_KEY_FILE is set, too. A right value: only one of the two");
    }

    [Fact]
    public void A_file_that_is_missing_or_empty_is_an_error()
    {
        var errors = ErrorsOf(Sandbox(("ADMIN_API_KEY_FILE", "/nowhere/key"), ("METRICS_TOKEN_FILE", FileWith("\n")), ("REDIS_URL_FILE", folder.FullName)));

        errors.Select(line => line.Split(". ")[0]).ShouldBe(
            ["ADMIN_API_KEY_FILE: names a file that cannot be read", "METRICS_TOKEN_FILE: names an empty file", "REDIS_URL_FILE: names a file that cannot be read"],
            ignoreOrder: true);
    }

    private string FileWith(string text)
    {
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return path;
    }
}
