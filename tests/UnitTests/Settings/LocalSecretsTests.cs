using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Domain.Access;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class LocalSecretsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_sandbox_makes_its_secrets_once()
    {
        var first = Complete(Read(Sandbox()));
        var second = Complete(Read(Sandbox()));

        first.Webhook.Tokens.ShouldHaveSingleItem().Length.ShouldBe(43);
        first.Admin.ApiKey.ShouldNotBe(first.Webhook.Tokens[0]);
        second.Webhook.Tokens.ShouldBe(first.Webhook.Tokens);
        second.Admin.ApiKey.ShouldBe(first.Admin.ApiKey);
        second.Made.ShouldBe(first.Made);
    }

    [Fact]
    public void Only_the_owner_may_read_what_was_made()
    {
        Complete(Read(Sandbox()));

        folder.GetFiles().Select(file => file.Name).ShouldBe(["admin-api-key", "webhook-token"], ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
        {
            folder.GetFiles().ShouldAllBe(file => file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Fact]
    public void What_is_set_is_not_made()
    {
        var settings = Complete(Read(Sandbox(("MSG91_WEBHOOK_SECRET", "set-by-somebody-else"), ("ADMIN_API_KEY", "set-by-somebody"))));

        settings.Made.ShouldBe(new MadeSecrets(null, null));
        settings.Webhook.Tokens.ShouldBeEmpty();
        settings.Admin.ApiKey.ShouldBe("set-by-somebody");
        folder.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public void Live_makes_a_key_for_the_admin_and_never_a_token_for_the_webhook()
    {
        var settings = Complete(Read(Live()));

        settings.Made.WebhookToken.ShouldBeNull();
        settings.Made.AdminApiKey.ShouldNotBeNull();
        settings.Webhook.Tokens.ShouldBe(["a-token-that-is-long-enough"]);
    }

    [Fact]
    public void The_first_password_is_made_once_when_it_is_asked_for()
    {
        var secrets = new LocalSecrets(folder.FullName);
        secrets.Complete(Read(Sandbox()));
        folder.GetFiles("admin-password").ShouldBeEmpty();

        var password = secrets.KeepAdminPassword("admin@localhost");

        secrets.KeepAdminPassword("admin@localhost").ShouldBe(password);
        PasswordRules.ProblemOf(password, "admin@localhost").ShouldBeNull();
    }

    [Fact]
    public void A_kept_password_that_does_not_fit_the_rules_stops_the_start()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "admin-password"), "short");

        var refused = Should.Throw<StartRefusedException>(() => new LocalSecrets(folder.FullName).KeepAdminPassword("admin@localhost"));

        refused.Lines.ShouldHaveSingleItem().ShouldStartWith("ADMIN_PASSWORD: not set, and what ");
        refused.Lines[0].ShouldNotContain("\"short\"");
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Complete(Read(Sandbox())))));

        made.Select(settings => settings.Made).Distinct().ShouldHaveSingleItem();
        folder.GetFiles().Length.ShouldBe(2);
    }

    [Fact]
    public void Where_nothing_can_be_kept_the_start_is_refused()
    {
        var file = Path.Combine(folder.FullName, "not-a-folder");
        File.WriteAllText(file, "");

        var refused = Should.Throw<StartRefusedException>(() => new LocalSecrets(file).Complete(Read(Live())));

        refused.Lines.ShouldHaveSingleItem().ShouldStartWith("ADMIN_API_KEY: not set, and none can be kept in ");
    }

    [Fact]
    public void An_emptied_file_is_no_secret()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "webhook-token"), "");

        var refused = Should.Throw<StartRefusedException>(() => Complete(Read(Sandbox())));

        refused.Lines.ShouldHaveSingleItem().ShouldContain("is empty");
    }

    private AppSettings Complete(AppSettings settings) => new LocalSecrets(folder.FullName).Complete(settings);
}
