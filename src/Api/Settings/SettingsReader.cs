using System.Diagnostics.CodeAnalysis;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Reads all settings, or says all that is wrong with them at once.</summary>
public static class SettingsReader
{
    static SettingsReader()
    {
        var values = new EnvironmentValues(new Dictionary<string, string?>(), new SettingErrors());
        _ = Read(values, new SettingErrors());
        Names = [.. values.Taken.Select(setting => setting.Name)];
        SecretNames = [.. values.Taken.Where(setting => setting.IsSecret).Select(setting => setting.Name)];
    }

    /// <summary>Every variable that is read, in the order of docs/settings.md.</summary>
    public static IReadOnlyList<string> Names { get; }

    /// <summary>Those that may also come from the file which <c>NAME_FILE</c> names.</summary>
    public static IReadOnlyList<string> SecretNames { get; }

    /// <param name="errors">One line each: the variable, what is wrong, what a right value looks like; never a secret.</param>
    public static bool TryRead(
        IReadOnlyDictionary<string, string?> environment,
        [NotNullWhen(true)] out AppSettings? settings,
        out IReadOnlyList<string> errors)
    {
        var found = new SettingErrors();
        var read = Read(new EnvironmentValues(environment, found), found);
        settings = found.Lines.Count == 0 ? read with { Warnings = [.. read.Warnings, .. UnknownNames.In(environment.Keys)] } : null;
        errors = found.Lines;
        return settings is not null;
    }

    /// <summary>For whoever looks at the rest in spite of what is wrong: that has its default.</summary>
    public static AppSettings ReadWhatIsRight(IReadOnlyDictionary<string, string?> environment, out SettingErrors errors)
    {
        errors = new SettingErrors();
        var read = Read(new EnvironmentValues(environment, errors), errors);
        return read with { Warnings = [.. read.Warnings, .. UnknownNames.In(environment.Keys)] };
    }

    private static AppSettings Read(EnvironmentValues values, SettingErrors errors)
    {
        var warnings = new List<string>();
        var settings = new AppSettings
        {
            Port = values.Whole("PORT", AppSettings.DefaultPort, 0, 65535),
            PublicUrl = Addresses.BaseOrNone(values, errors, "PUBLIC_URL", "https://support.example.org"),
            Database = ReadDatabase(values, errors, warnings),
            Redis = ReadRedis(values, errors),
            Msg91 = Msg91Settings.Read(values, errors),
            Webhook = new WebhookKeys(values.Secrets("MSG91_WEBHOOK_SECRET"), values.Secrets("MSG91_WEBHOOK_TOKEN")),
            CustomerMessagesPerMinute = values.Whole("CUSTOMER_MESSAGES_PER_MINUTE", 20, 0, 10_000),
            OpenRouter = OpenRouterSettings.Read(values, errors),
            Attribution = OpenRouterSettings.ReadAttribution(values, errors),
            FlowsPath = Folders.Flows(values, errors),
            FlowCalls = FlowCallSettings.Read(values, errors),
            Escalation = new EscalationSettings(
                Addresses.Secret(values, errors, "ESCALATION_NOTIFY_URL", "https://example.org/hooks/escalations"),
                TimeSpan.FromMinutes(values.Number("ESCALATION_TIMEOUT", 30, 0.01, 10_080))),
            Retention = RetentionSettings.Read(values),
            Admin = ReadAdmin(values, errors),
            MetricsToken = Keys.Printable(values.Secret("METRICS_TOKEN"), "METRICS_TOKEN", errors),
        };

        settings = settings with { Ring = Encryption.Read(values, settings.IsSandbox, errors) };
        Msg91Settings.CheckWebhook(settings, errors);
        settings = settings with { Otlp = OtlpSettings.Read(values, errors) };
        return settings with { Taken = values.Taken, Warnings = [.. warnings, .. SettingWarnings.Of(settings)] };
    }

    private static RedisOptions? ReadRedis(EnvironmentValues values, SettingErrors errors)
    {
        if (values.Secret("REDIS_URL") is not { } url)
        {
            return null;
        }

        if (RedisUrl.Parse(url).Succeeded(out var redis, out var error))
        {
            values.Show("REDIS_URL", redis.Hosts.Count == 1 ? "Redis" : "Redis cluster");
            return redis;
        }

        errors.Add("REDIS_URL", error.Message, "redis://localhost:6379/0");
        return null;
    }

    private static DatabaseTarget ReadDatabase(EnvironmentValues values, SettingErrors errors, List<string> warnings)
    {
        var target = DatabaseUrl.Parse(values.Secret("DATABASE_URL"), out var problem, out var ignored);
        if (problem is not null)
        {
            errors.Add("DATABASE_URL", problem, DatabaseUrl.Example);
        }

        warnings.AddRange(ignored.Select(name => $"DATABASE_URL: {SettingErrors.Quoted(name)} is not a parameter that is known here, and is ignored"));
        values.Show("DATABASE_URL", (target ?? DatabaseTarget.Default).Kind);
        return target ?? DatabaseTarget.Default;
    }

    private static AdminSettings ReadAdmin(EnvironmentValues values, SettingErrors errors)
    {
        var email = values.Text("ADMIN_EMAIL", FirstAdministrator.DefaultEmail);
        if (!EmailAddress.IsRight(email))
        {
            errors.Add("ADMIN_EMAIL", "is not an e-mail address", "owner@example.org");
        }

        var password = values.Secret("ADMIN_PASSWORD");
        if (password is not null && PasswordRules.ProblemOf(password, email) is { } problem)
        {
            errors.Add("ADMIN_PASSWORD", $"is {problem}", PasswordRules.Advice);
        }

        return new AdminSettings(email, password, Keys.Printable(values.Secret("ADMIN_API_KEY"), "ADMIN_API_KEY", errors));
    }
}
