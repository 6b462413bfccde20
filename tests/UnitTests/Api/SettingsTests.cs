using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.UnitTests.Settings;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class SettingsTests
{
    private static readonly AppSettings Settings = Environments.Read(Environments.Sandbox(
        ("PORT", "9090"), ("MSG91_WEBHOOK_TOKEN", "KEPT"), ("DATABASE_URL", "postgres://u:KEPT@h.example/d"), ("ESCALATION_NOTIFY_URL", "https://h.example/KEPT")));

    [Fact]
    public async Task Every_setting_comes_with_its_value_and_where_it_is_from()
    {
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync("/api/v1/settings", FaceApp.Key);

        status.ShouldBe(200);
        body.ShouldStartWith("""{"settings":[{"name":"PORT","value":"9090","origin":"environment","isSecret":false,"isSet":true},{"name":"PUBLIC_URL","value":null,"origin":"default","isSecret":false,"isSet":false},{"name":"DATABASE_URL","value":"PostgreSQL","origin":"environment","isSecret":true,"isSet":true},{"name":"REDIS_URL","value":null,"origin":"default","isSecret":true,"isSet":false},""");
        var answer = JsonDocument.Parse(body).RootElement;
        answer.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("name").GetString()).ShouldBe(SettingsReader.Names);
        answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldBe(["MSG91_WEBHOOK_TOKEN: shorter than 16 characters, so it can be guessed; take 32 random ones"]);
        body.ShouldNotContain("KEPT");
    }

    [Theory]
    [InlineData("/api/v1/settings", null, 401)]
    [InlineData("/api/v1/settings", "KEPT", 401)]
    [InlineData("/api/v1/settings/PORT", FaceApp.Key, 404)]
    public async Task A_refusal_tells_nothing_of_them(string path, string? key, int refused)
    {
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync(path, key);

        status.ShouldBe(refused);
        body.ShouldNotContain("KEPT");
        body.ShouldNotContain("9090");
    }

    private static void Behind(IServiceCollection services) => services.AddSingleton(new SettingsInEffect(Settings.Taken, Settings.Warnings));
}
