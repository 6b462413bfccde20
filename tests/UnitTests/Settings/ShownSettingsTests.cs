using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Settings;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

/// <summary>What may be told of the settings: everything but a secret.</summary>
public sealed class ShownSettingsTests : IDisposable
{
    private const string Kept = "KEPT-to-oneself";

    /// <summary>Each secret with something to find in it.</summary>
    private static readonly Dictionary<string, string> Canaries = SettingsReader.SecretNames.ToDictionary(name => name, name => name switch
    {
        "DATABASE_URL" => $"postgres://{Kept}:{Kept}@{Kept}.example/{Kept}?sslmode=require&schema=x",
        "REDIS_URL" => $"redis://:{Kept}@{Kept}.example:6379",
        "ESCALATION_NOTIFY_URL" => $"https://{Kept}:{Kept}@hook.example/{Kept}?key={Kept}",
        "ENCRYPTION_KEYS" => "a:KEPTKEPTKEPTKEPTKEPTKEPTKEPTKEPTKEPTKEPTKEE=",
        "OTEL_EXPORTER_OTLP_HEADERS" => $"{Kept}={Kept}",
        _ => $"{Kept}-{name}",
    });

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_setting_is_shown_whether_it_is_set_or_not()
    {
        Read(Sandbox()).Taken.Select(setting => setting.Name).ShouldBe(SettingsReader.Names);
        Read(Full()).Taken.Select(setting => setting.Name).ShouldBe(SettingsReader.Names);
        Read(Sandbox()).Taken.ShouldAllBe(setting => setting.Origin == SettingOrigin.Default && !setting.IsSet);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_secret_nothing_is_shown_but_that_it_is_set(bool fromFiles)
    {
        var settings = ProcessEnvironment.Read(fromFiles ? FromFiles() : Full(), dataFolder: folder.FullName);

        var secrets = settings.Taken.Where(setting => setting.IsSecret).ToList();
        secrets.Select(setting => setting.Name).ShouldBe(SettingsReader.SecretNames);
        secrets.ShouldAllBe(setting => setting.IsSet && setting.Origin == (fromFiles ? SettingOrigin.File : SettingOrigin.Environment));
        secrets.Where(setting => setting.Value is not null).Select(setting => (setting.Name, setting.Value)).ShouldBe([("DATABASE_URL", "PostgreSQL"), ("REDIS_URL", "Redis"), ("ENCRYPTION_KEYS", "a")]);
        settings.Taken.Select(setting => setting.Value).Concat(settings.Warnings).ShouldAllBe(text => text == null || !text.Contains("KEPT", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_secrets_of_flows_are_listed_by_their_own_names_after_the_hosts_and_not_told()
    {
        var path = Path.Combine(folder.FullName, "secret");
        File.WriteAllText(path, $"{Kept}-in-a-file\n");

        var settings = Read(Sandbox(("FLOW_SECRET_SHOP", Kept), ("FLOW_SECRET_CRM_FILE", path), ("FLOW_SECRET_EMPTY", " "), ("FLOW_SECRETS", "x")));

        settings.FlowCalls.Secrets.ShouldBe(new Dictionary<string, string> { ["FLOW_SECRET_CRM"] = $"{Kept}-in-a-file", ["FLOW_SECRET_SHOP"] = Kept }, ignoreOrder: true);
        var place = settings.Taken.Select(setting => setting.Name).ToList().IndexOf("FLOW_PRIVATE_HOSTS");
        settings.Taken.Skip(place + 1).Take(3).Select(setting => setting.Name).ShouldBe(["FLOW_SECRET_CRM", "FLOW_SECRET_SHOP", "ESCALATION_NOTIFY_URL"]);
        (Shown(settings, "FLOW_SECRET_CRM").Origin, Shown(settings, "FLOW_SECRET_SHOP").Origin).ShouldBe((SettingOrigin.File, SettingOrigin.Environment));
        settings.Taken.Where(setting => setting.Name.StartsWith("FLOW_SECRET_", StringComparison.Ordinal)).ShouldAllBe(setting => setting.IsSecret && setting.IsSet && setting.Value == null);
        settings.FlowCalls.ToString().ShouldNotContain(Kept);
        settings.Warnings.Where(line => line.StartsWith("FLOW_", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("FLOW_SECRETS: is not a setting");
    }

    [Fact]
    public void A_short_secret_of_a_flow_is_warned_of()
    {
        var settings = Read(Sandbox(("FLOW_SECRET_SHOP", "KEPT"), ("FLOW_SECRET_CRM", "KEPTKEPT")));

        settings.Warnings.Where(line => line.StartsWith("FLOW_", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldBe("FLOW_SECRET_SHOP: shorter than 8 characters, so it is not taken out of an answer that repeats it; have a longer one made");
    }

    [Fact]
    public void A_value_is_shown_as_it_is_in_effect()
    {
        foreach (var (name, value) in RightSettingsTests.EverySetting.Select(row => ((string)row[0], (string)row[1])).Where(row => !SettingsReader.SecretNames.Contains(row.Item1)))
        {
            var shown = Shown(Read(Sandbox((name, value))), name);

            (shown.Origin, shown.IsSecret, shown.Value).ShouldBe((SettingOrigin.Environment, false, name == "MSG91_INTEGRATED_NUMBER" ? "919800000000" : value.Trim()), name);
        }
    }

    [Fact]
    public void What_nobody_has_set_is_shown_as_what_holds_instead()
    {
        var settings = Read(Sandbox());

        Shown(settings, "DATABASE_URL").Value.ShouldBe("SQLite");
        Shown(settings, "REDIS_URL").Value.ShouldBeNull();
        Shown(settings, "MSG91_INTEGRATED_NUMBER").Value.ShouldBe(settings.Msg91.IntegratedNumber);
        Shown(settings, "OPENROUTER_FALLBACK_MODEL").Value.ShouldBe(string.Join(',', settings.OpenRouter.FallbackModels));
        Shown(settings, "OPENROUTER_SITE_URL").Value.ShouldBe(settings.OpenRouter.AppUrl.OriginalString);
        Shown(settings, "OPENROUTER_APP_NAME").Value.ShouldBe(settings.OpenRouter.AppTitle);
        Shown(settings, "FLOWS_PATH").Value.ShouldBe(settings.FlowsPath);
    }

    [Fact]
    public void The_other_name_of_our_number_sets_it()
    {
        var settings = Read(Sandbox(("MSG91_SENDER_ID", "+91 98000 00000")));

        var shown = Shown(settings, "MSG91_INTEGRATED_NUMBER");
        (shown.Value, shown.Origin).ShouldBe(("919800000000", SettingOrigin.Environment));
        Shown(settings, "MSG91_SENDER_ID").Value.ShouldBe("+91 98000 00000");
    }

    [Fact]
    public void What_the_program_made_itself_is_shown_as_made_and_not_told()
    {
        var settings = ProcessEnvironment.Read(Sandbox(), dataFolder: folder.FullName);

        var made = settings.Taken.Where(setting => setting.Origin == SettingOrigin.Made).ToList();
        made.Select(setting => setting.Name).ShouldBe(["MSG91_WEBHOOK_TOKEN", "ADMIN_API_KEY"]);
        made.ShouldAllBe(setting => setting.IsSet && setting.Value == null);
        ProcessEnvironment.Read(Live(("ADMIN_API_KEY", "k")), dataFolder: folder.FullName).Taken.ShouldAllBe(setting => setting.Origin != SettingOrigin.Made);
    }

    [Fact]
    public void No_value_shows_the_user_or_the_query_of_an_address()
    {
        var open = SettingsReader.Names.Except(SettingsReader.SecretNames).ToList();
        var taken = open.Sum(name => IsHarmless(name, $"https://{Kept}:{Kept}@h.example/p") + IsHarmless(name, $"https://h.example/p?key={Kept}") + IsHarmless(name, $"u:{Kept}@h.example"));

        taken.ShouldBeGreaterThan(6, "or no setting takes such a thing, and nothing was looked at");
    }

    [Theory]
    [InlineData("MSG91_BASE_URL", $"https://u:{Kept}@h.example")]
    [InlineData("OPENROUTER_BASE_URL", $"https://{Kept}:x@h.example/v1")]
    [InlineData("OPENROUTER_SITE_URL", $"u:{Kept}@h.example")]
    [InlineData("PORT", $"tcp://u:{Kept}@h.example:80")]
    public void A_wrong_address_is_refused_without_its_user(string name, string value)
    {
        ErrorsOf(Sandbox((name, value))).ShouldHaveSingleItem().ShouldNotContain(Kept);
    }

    [Fact]
    public void The_rest_of_a_password_is_no_parameter_to_warn_of()
    {
        Read(Sandbox(("DATABASE_URL", "postgres://u:1?KEPT&more@h.example/d"), ("ESCALATION_NOTIFY_URL", "https://h.example"))).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_that_is_shown_prints_itself()
    {
        var settings = Read(Sandbox(("ADMIN_EMAIL", "owner@example.org")));

        new SettingsInEffect(settings.Taken, settings.Warnings).ToString().ShouldBe(nameof(SettingsInEffect));
        Shown(settings, "ADMIN_EMAIL").ToString().ShouldBe(nameof(SettingView));
    }

    /// <returns>1 where the setting takes such a value at all.</returns>
    private static int IsHarmless(string name, string value)
    {
        if (!SettingsReader.TryRead(Sandbox((name, value)), out var settings, out var errors))
        {
            errors.ShouldAllBe(line => !line.Contains($":{Kept}@"), name);
            return 0;
        }

        Shown(settings, name).IsSet.ShouldBeTrue();
        settings.Taken.Select(setting => setting.Value).Concat(settings.Warnings).ShouldAllBe(text => text == null || !text.Contains(Kept), name);
        return 1;
    }

    private static SettingView Shown(AppSettings settings, string name) => settings.Taken.Single(setting => setting.Name == name);

    private static Dictionary<string, string?> Full() =>
        Live([.. Canaries.Select(canary => (canary.Key, (string?)canary.Value))]);

    private Dictionary<string, string?> FromFiles()
    {
        var environment = Live([.. Canaries.Keys.Select(name => (name, (string?)null))]);
        foreach (var (name, value) in Canaries)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, value);
            environment[$"{name}_FILE"] = path;
        }

        return environment;
    }
}
