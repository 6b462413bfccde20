using System.Net;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public sealed class FirstAdministratorTests
{
    private static readonly Dictionary<string, string?> Unset = new() { ["ADMIN_EMAIL"] = null, ["ADMIN_PASSWORD"] = null };

    [Fact]
    public async Task Where_none_is_set_a_password_is_made_once_and_kept()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, Flows.All, Unset);
        var file = new FileInfo(Path.Combine(service.DataFolder, "admin-password"));
        var password = (await File.ReadAllTextAsync(file.FullName)).Trim();

        var administrator = await SignedIn.ByAsync(service.Http, "admin@localhost", password);

        (await administrator.GetAsync("/api/v1/agents")).Status.ShouldBe(HttpStatusCode.OK);
        file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await service.StopAsync();
        await service.StartAsync();
        (await new SignedIn(service.Http).SignInAsync("admin@localhost", password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_somebody_is_the_settings_change_nothing_and_nothing_is_made()
    {
        await using var first = await SupportService.StartAsync(Backend.Production, Flows.All);
        var other = new Dictionary<string, string?>(first.Environment) { ["ADMIN_EMAIL"] = "other@shop.example", ["ADMIN_PASSWORD"] = "another invented one" };
        await using var second = await SupportService.StartAsync(Backend.Production, Flows.All, other);
        var unset = new Dictionary<string, string?>(first.Environment) { ["ADMIN_EMAIL"] = null, ["ADMIN_PASSWORD"] = null };
        await using var third = await SupportService.StartAsync(Backend.Production, Flows.All, unset);

        (await new SignedIn(second.Http).SignInAsync("other@shop.example", "another invented one")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await new SignedIn(second.Http).SignInAsync(SupportService.AdminEmail, SupportService.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        File.Exists(Path.Combine(third.DataFolder, "admin-password")).ShouldBeFalse();
        (await first.CountAsync("agents")).ShouldBe(1);
    }
}
