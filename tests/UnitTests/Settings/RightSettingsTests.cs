using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Infrastructure.Msg91;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class RightSettingsTests
{
    public static TheoryData<string, string, Func<AppSettings, object?>, object?> EverySetting => new()
    {
        { "PORT", "9090", settings => settings.Port, 9090 },
        { "PORT", " 9090 ", settings => settings.Port, 9090 },
        { "PUBLIC_URL", "https://support.shop.example/", settings => settings.PublicUrl, new Uri("https://support.shop.example") },
        { "DATABASE_URL", "sqlite:///x/y.db", settings => settings.Database, new DatabaseTarget.Sqlite("x/y.db") },
        { "REDIS_URL", "redis://cache:6379/0", settings => settings.Redis?.ToString(), "cache:6379" },
        { "MSG91_BASE_URL", "https://msg91.example/api/v5/", settings => settings.Msg91.BaseUrl.ToString(), "https://msg91.example/api/v5" },
        { "MSG91_INTEGRATED_NUMBER", "+91 98000-00000", settings => settings.Msg91.IntegratedNumber, "919800000000" },
        { "MSG91_SENDER_ID", "919800000000", settings => settings.Msg91.IntegratedNumber, "919800000000" },
        { "MSG91_MESSAGES_PER_SECOND", "0", settings => settings.Msg91.MessagesPerSecond, 0 },
        { "MSG91_PAIR_SECONDS", "0.5", settings => settings.Msg91.PairSeconds, 0.5 },
        { "MSG91_PAIR_BURST", "7", settings => settings.Msg91.PairBurst, 7 },
        { "MSG91_TIMEOUT", "2.5", settings => settings.Msg91.Timeout, TimeSpan.FromSeconds(2.5) },
        { "MSG91_MEDIA_BODY", "Nested", settings => settings.Msg91.MediaBody, MediaBody.Nested },
        { "SEND_UNKNOWN_AFTER", "60", settings => settings.Msg91.UnknownAfter, TimeSpan.FromSeconds(60) },
        { "MSG91_WEBHOOK_SECRET", "one, two,", settings => string.Join('|', settings.Webhook.Secrets), "one|two" },
        { "MSG91_WEBHOOK_TOKEN", "one,two", settings => string.Join('|', settings.Webhook.Tokens), "one|two" },
        { "CUSTOMER_MESSAGES_PER_MINUTE", "0", settings => settings.CustomerMessagesPerMinute, 0 },
        { "OPENROUTER_API_KEY", "sk-or-v1", settings => settings.OpenRouter.ApiKey, "sk-or-v1" },
        { "OPENROUTER_BASE_URL", "http://localhost:9999/api/v1", settings => settings.OpenRouter.BaseUrl.Port, 9999 },
        { "OPENROUTER_PRIMARY_MODEL", "maker/model:free", settings => settings.OpenRouter.PrimaryModel, "maker/model:free" },
        { "OPENROUTER_FALLBACK_MODEL", "a/b, c/d", settings => string.Join('|', settings.OpenRouter.FallbackModels), "a/b|c/d" },
        { "OPENROUTER_MAX_TOKENS", "16", settings => settings.OpenRouter.MaxTokens, 16 },
        { "OPENROUTER_TEMPERATURE", "2", settings => settings.OpenRouter.Temperature, 2.0 },
        { "OPENROUTER_TIMEOUT", "120", settings => settings.OpenRouter.Timeout, TimeSpan.FromMinutes(2) },
        { "OPENROUTER_SITE_URL", "https://shop.example", settings => settings.Attribution.SiteUrl?.Host, "shop.example" },
        { "OPENROUTER_APP_NAME", "My shop", settings => settings.Attribution.AppName, "My shop" },
        { "PROMPT_PATH", typeof(RightSettingsTests).Assembly.Location, settings => settings.OpenRouter.PromptPath, typeof(RightSettingsTests).Assembly.Location },
        { "FLOWS_PATH", AppContext.BaseDirectory, settings => settings.FlowsPath, AppContext.BaseDirectory },
        { "FLOW_API_HOSTS", "api.shop.example,*.shop.example:8443", settings => string.Join('|', settings.FlowCalls.Hosts.Public), "api.shop.example|*.shop.example:8443" },
        { "FLOW_PRIVATE_HOSTS", "orders:8080, 10.0.0.5,[fd00::5]:80", settings => string.Join('|', settings.FlowCalls.Hosts.Own), "orders:8080|10.0.0.5|[fd00::5]:80" },
        { "ESCALATION_NOTIFY_URL", "https://hook.example/x?key=1", settings => settings.Escalation.NotifyUrl?.Host, "hook.example" },
        { "ESCALATION_TIMEOUT", "0.5", settings => settings.Escalation.Timeout, TimeSpan.FromSeconds(30) },
        { "RETAIN_MESSAGES_DAYS", "365", settings => settings.Retention.Messages, TimeSpan.FromDays(365) },
        { "RETAIN_MESSAGES_DAYS", "1", settings => settings.Retention.Messages, TimeSpan.FromDays(1) },
        { "RETAIN_MESSAGES_DAYS", "0", settings => settings.Retention.Messages, null },
        { "RETAIN_INBOX_DAYS", "7", settings => settings.Retention.Inbox, TimeSpan.FromDays(7) },
        { "RETAIN_QUARANTINE_DAYS", "7", settings => settings.Retention.Quarantine, TimeSpan.FromDays(7) },
        { "RETAIN_QUARANTINE_DAYS", "0", settings => settings.Retention.Quarantine, null },
        { "RETAIN_AUDIT_DAYS", "30", settings => settings.Retention.Audit, TimeSpan.FromDays(30) },
        { "RETAIN_AUDIT_DAYS", "0", settings => settings.Retention.Audit, null },
        { "ADMIN_EMAIL", "owner@example.org", settings => settings.Admin.Email, "owner@example.org" },
        { "ADMIN_PASSWORD", "correct horse", settings => settings.Admin.Password, "correct horse" },
        { "ADMIN_API_KEY", "the-key-of-the-admin", settings => settings.Admin.ApiKey, "the-key-of-the-admin" },
        { "METRICS_TOKEN", "the-token-of-metrics", settings => settings.MetricsToken, "the-token-of-metrics" },
        { "ENCRYPTION_KEYS", $"2026a:{Convert.ToBase64String(new byte[32])}", settings => settings.Ring?.First, "2026a" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317", settings => settings.Otlp?.Protocol, OtlpProtocol.Grpc },
        { "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/", settings => settings.Otlp?.Protocol, OtlpProtocol.HttpProtobuf },
        { "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", settings => settings.Otlp, null },
        { "OTEL_EXPORTER_OTLP_HEADERS", "api-key=KEPT,other=1", settings => settings.Otlp, null },
        { "OTEL_SERVICE_NAME", "support", settings => settings.Otlp, null },
    };

    [Fact]
    public void A_collector_is_spoken_to_as_the_settings_say()
    {
        var otlp = Read(Sandbox(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "api-key=KEPT,other=1"),
            ("OTEL_SERVICE_NAME", "support"))).Otlp.ShouldNotBeNull();

        (otlp.Endpoint.Host, otlp.Protocol, otlp.Headers, otlp.Service).ShouldBe(("collector.example", OtlpProtocol.Grpc, "api-key=KEPT,other=1", "support"));
        $"{otlp}".ShouldNotContain("KEPT");
    }

    [Theory]
    [MemberData(nameof(EverySetting))]
    public void A_right_value_is_taken(string name, string value, Func<AppSettings, object?> setting, object? expected)
    {
        var settings = Read(Sandbox((name, value)));

        setting(settings).ShouldBe(expected);
    }

    [Fact]
    public void Every_setting_is_in_the_table_above()
    {
        var shown = EverySetting.Select(row => (string)row[0]).Append("MSG91_AUTH_KEY").Distinct();

        shown.ShouldBe(SettingsReader.Names, ignoreOrder: true);
    }

    [Fact]
    public void With_nothing_set_it_is_a_sandbox_on_SQLite()
    {
        var settings = Read(Sandbox());

        settings.IsSandbox.ShouldBeTrue();
        settings.Database.ShouldBe(new DatabaseTarget.Sqlite("data/whatsapp-support.db"));
        settings.Redis.ShouldBeNull();
        settings.Webhook.IsEmpty.ShouldBeTrue();
        settings.Escalation.ShouldBe(new EscalationSettings(null, TimeSpan.FromMinutes(30)));
        settings.Warnings.ShouldHaveSingleItem().ShouldStartWith("ESCALATION_NOTIFY_URL: not set");
    }

    [Fact]
    public void An_empty_value_is_not_set()
    {
        var settings = Read(Sandbox(("MSG91_AUTH_KEY", ""), ("PORT", " "), ("ADMIN_API_KEY", "")));

        settings.IsSandbox.ShouldBeTrue();
        settings.Port.ShouldBe(8080);
        settings.Admin.ApiKey.ShouldBeNull();
    }

    [Fact]
    public void With_a_key_of_MSG91_it_is_live()
    {
        var settings = Read(Live());

        settings.IsSandbox.ShouldBeFalse();
        settings.Msg91.AuthKey.ShouldBe("auth-key-of-msg91");
    }

    [Fact]
    public void No_secret_is_in_the_text_of_the_settings()
    {
        var settings = Read(Live(("ADMIN_API_KEY", "kept-to-oneself"), ("DATABASE_URL", "postgres://u:kept-to-oneself@h/d")));

        var texts = new object[] { settings, settings.Webhook, settings.Admin, settings.Made, settings.Database }.Select(part => part.ToString());

        texts.ShouldAllBe(text => !text!.Contains("kept-to-oneself") && !text.Contains("long-enough"));
    }
}
