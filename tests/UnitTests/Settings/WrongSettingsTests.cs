using WhatsAppSupport.Api.Settings;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class WrongSettingsTests
{
    [Theory]
    [InlineData("PORT", "http")]
    [InlineData("PORT", "65536")]
    [InlineData("PORT", "-1")]
    [InlineData("PORT", "80.5")]
    [InlineData("DATABASE_URL", "mysql://host/db")]
    [InlineData("MSG91_INTEGRATED_NUMBER", "12345")]
    [InlineData("MSG91_SENDER_ID", "SHOPPE")]
    [InlineData("MSG91_BASE_URL", "control.msg91.com")]
    [InlineData("MSG91_BASE_URL", "https://x.example/?a=b")]
    [InlineData("MSG91_BASE_URL", "ftp://x.example")]
    [InlineData("MSG91_MESSAGES_PER_SECOND", "-1")]
    [InlineData("MSG91_PAIR_SECONDS", "NaN")]
    [InlineData("MSG91_PAIR_SECONDS", "1e3")]
    [InlineData("MSG91_PAIR_BURST", "many")]
    [InlineData("MSG91_TIMEOUT", "0")]
    [InlineData("MSG91_TIMEOUT", "61")]
    [InlineData("MSG91_MEDIA_BODY", "both")]
    [InlineData("MSG91_MEDIA_BODY", "1")]
    [InlineData("SEND_UNKNOWN_AFTER", "30s")]
    [InlineData("CUSTOMER_MESSAGES_PER_MINUTE", "1,5")]
    [InlineData("OPENROUTER_BASE_URL", "openrouter")]
    [InlineData("OPENROUTER_PRIMARY_MODEL", "gpt-4o")]
    [InlineData("OPENROUTER_FALLBACK_MODEL", "a/b,c/")]
    [InlineData("OPENROUTER_MAX_TOKENS", "15")]
    [InlineData("OPENROUTER_TEMPERATURE", "2.1")]
    [InlineData("OPENROUTER_TIMEOUT", "Infinity")]
    [InlineData("OPENROUTER_SITE_URL", "my shop")]
    [InlineData("OPENROUTER_APP_NAME", "Café")]
    [InlineData("PROMPT_PATH", "/nowhere/persona.txt")]
    [InlineData("FLOWS_PATH", "/nowhere/flows")]
    [InlineData("FLOW_API_HOSTS", "https://api.shop.example")]
    [InlineData("FLOW_API_HOSTS", "api.shop.example/orders")]
    [InlineData("FLOW_API_HOSTS", "shop")]
    [InlineData("FLOW_API_HOSTS", "*")]
    [InlineData("FLOW_API_HOSTS", "*.example")]
    [InlineData("FLOW_API_HOSTS", "api.*.example")]
    [InlineData("FLOW_API_HOSTS", "8.8.8.8")]
    [InlineData("FLOW_API_HOSTS", "0x08080808")]
    [InlineData("FLOW_API_HOSTS", "api.shop.example.")]
    [InlineData("FLOW_API_HOSTS", "api.shop.example:0")]
    [InlineData("FLOW_API_HOSTS", "api.shop.example:65536")]
    [InlineData("FLOW_API_HOSTS", "käse.example")]
    [InlineData("FLOW_API_HOSTS", "a b.example")]
    [InlineData("FLOW_PRIVATE_HOSTS", "*.internal")]
    [InlineData("FLOW_PRIVATE_HOSTS", "127.1")]
    [InlineData("FLOW_PRIVATE_HOSTS", "fd00::5")]
    [InlineData("FLOW_PRIVATE_HOSTS", "[fd00::5%1]")]
    [InlineData("FLOW_PRIVATE_HOSTS", "169.254.169.254")]
    [InlineData("FLOW_SECRET_shop", "x-x-x-x-x")]
    [InlineData("ESCALATION_TIMEOUT", "0")]
    [InlineData("RETAIN_MESSAGES_DAYS", "-1")]
    [InlineData("RETAIN_MESSAGES_DAYS", "30d")]
    [InlineData("RETAIN_MESSAGES_DAYS", "36501")]
    [InlineData("RETAIN_INBOX_DAYS", "0")]
    [InlineData("RETAIN_INBOX_DAYS", "6")]
    [InlineData("RETAIN_QUARANTINE_DAYS", "6")]
    [InlineData("RETAIN_AUDIT_DAYS", "29")]
    [InlineData("ADMIN_EMAIL", "owner")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    public void A_wrong_value_is_named_with_what_a_right_one_looks_like(string name, string value)
    {
        var errors = ErrorsOf(Sandbox((name, value)));

        var line = errors.ShouldHaveSingleItem();
        line.ShouldStartWith($"{name}: ");
        line.ShouldContain("A right value: ");
        line.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("DATABASE_URL", "mysql://root:KEPT@host/db")]
    [InlineData("DATABASE_URL", "postgres://root:KEPT@host:port/db")]
    [InlineData("DATABASE_URL", "postgres://root:KEPT@host/db?sslmode=KEPT")]
    [InlineData("DATABASE_URL", "Host=x;Nonsense=KEPT")]
    [InlineData("REDIS_URL", "http://u:KEPT@h")]
    [InlineData("MSG91_AUTH_KEY", "KEPT with a space")]
    [InlineData("OPENROUTER_API_KEY", "KEPT\nsecond line")]
    [InlineData("ESCALATION_NOTIFY_URL", "hooks.example/KEPT")]
    [InlineData("ADMIN_API_KEY", "KEPT ü")]
    [InlineData("ADMIN_PASSWORD", "KEPT short")]
    [InlineData("METRICS_TOKEN", "KEPT token")]
    [InlineData("ENCRYPTION_KEYS", "KEPT")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "KEPT")]
    [InlineData("FLOW_SECRET_KEY", "KEPT\nsecond line")]
    public void A_wrong_secret_is_named_and_not_echoed(string name, string value)
    {
        var errors = ErrorsOf(Sandbox((name, value)));

        errors.ShouldContain(line => line.StartsWith($"{name}: ", StringComparison.Ordinal));
        errors.ShouldAllBe(line => !line.Contains("KEPT") && !line.Contains($"{name}: {name}: "));
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        var errors = ErrorsOf(Sandbox(("PORT", "x"), ("DATABASE_URL", "x"), ("MSG91_TIMEOUT", "x"), ("FLOWS_PATH", "/nowhere"), ("ADMIN_EMAIL", "x")));

        errors.Select(line => line.Split(':')[0]).ShouldBe(["PORT", "DATABASE_URL", "MSG91_TIMEOUT", "FLOWS_PATH", "ADMIN_EMAIL"], ignoreOrder: true);
    }

    [Fact]
    public void A_long_value_with_line_breaks_is_shown_as_one_short_line()
    {
        var line = ErrorsOf(Sandbox(("PORT", "1\n" + new string('9', 500)))).ShouldHaveSingleItem();

        line.ShouldNotContain("\n");
        line.Length.ShouldBeLessThan(150);
    }

    [Theory]
    [InlineData("MSG91_INTEGRATED_NUMBER", "MSG91_INTEGRATED_NUMBER")]
    [InlineData("MSG91_WEBHOOK_TOKEN", "MSG91_WEBHOOK_TOKEN")]
    [InlineData("ENCRYPTION_KEYS", "ENCRYPTION_KEYS")]
    public void Live_needs_more_than_the_sandbox(string missing, string named)
    {
        var line = ErrorsOf(Live((missing, null))).ShouldHaveSingleItem();

        line.ShouldStartWith($"{named}: ");
    }

    [Fact]
    public void Live_with_a_secret_needs_no_token()
    {
        var settings = Read(Live(("MSG91_WEBHOOK_TOKEN", null), ("MSG91_WEBHOOK_SECRET", "the-key-of-the-signature")));

        settings.Webhook.Secrets.ShouldBe(["the-key-of-the-signature"]);
    }

    [Fact]
    public void Two_names_for_our_number_must_not_differ()
    {
        Read(Sandbox(("MSG91_INTEGRATED_NUMBER", "919800000000"), ("MSG91_SENDER_ID", "919800000000")));
        var line = ErrorsOf(Sandbox(("MSG91_INTEGRATED_NUMBER", "919800000000"), ("MSG91_SENDER_ID", "919800000001"))).ShouldHaveSingleItem();

        line.ShouldStartWith("MSG91_SENDER_ID: ");
    }

    [Theory]
    [InlineData("MSG91_AUTHKEY", "MSG91_AUTH_KEY")]
    [InlineData("DATABSE_URL", "DATABASE_URL")]
    [InlineData("FLOW_PATH", "FLOWS_PATH")]
    [InlineData("msg91_auth_key", "MSG91_AUTH_KEY")]
    [InlineData("ADMIN_API_KEY_FIL", "ADMIN_API_KEY_FILE")]
    public void A_misspelt_name_is_warned_of_with_the_right_one(string name, string meant)
    {
        var settings = Read(Sandbox((name, "x")));

        settings.Warnings.ShouldContain($"{name}: is not a setting and is ignored; did you mean {meant}?");
    }

    [Fact]
    public void A_name_that_begins_like_ours_is_warned_of_and_others_are_not()
    {
        var settings = Read(Sandbox(("MSG91_COLOUR", "x"), ("PATH", "x"), ("DATABASE_PRIVATE_URL", "x"), ("HOST", "x"), ("LANG", "x")));

        settings.Warnings.Where(line => line.Contains("is not a setting")).ShouldBe(["MSG91_COLOUR: is not a setting and is ignored; take it out, or correct its name"]);
    }

    [Fact]
    public void Short_keys_and_keys_sent_in_clear_are_warned_of()
    {
        var settings = Read(Live(
            ("MSG91_WEBHOOK_TOKEN", "short"), ("ADMIN_API_KEY", "short"), ("MSG91_BASE_URL", "http://far.example"),
            ("OPENROUTER_API_KEY", "k"), ("OPENROUTER_BASE_URL", "http://127.0.0.1:9"), ("ESCALATION_NOTIFY_URL", "https://h.example")));

        settings.Warnings.Select(line => line.Split(':')[0]).ShouldBe(["MSG91_BASE_URL", "MSG91_WEBHOOK_TOKEN", "ADMIN_API_KEY"]);
        settings.Warnings.ShouldAllBe(line => line.Contains("; ", StringComparison.Ordinal), "what to do stands behind what is wrong");
    }

    [Fact]
    public void Words_that_are_kept_longer_than_their_messages_are_warned_of()
    {
        Read(Sandbox(("RETAIN_MESSAGES_DAYS", "10"))).Warnings.ShouldContain(line => line.StartsWith("RETAIN_MESSAGES_DAYS: ", StringComparison.Ordinal) && line.Contains("30 days"));
        Read(Sandbox(("RETAIN_MESSAGES_DAYS", "30"))).Warnings.ShouldNotContain(line => line.StartsWith("RETAIN_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_that_may_be_none_says_so()
    {
        ErrorsOf(Sandbox(("RETAIN_AUDIT_DAYS", "7"))).ShouldHaveSingleItem()
            .ShouldBe("RETAIN_AUDIT_DAYS: \"7\" is neither 0, which is for ever, nor a whole number from 30 to 36500. A right value: 30");
    }

    [Fact]
    public void The_process_refuses_to_start_with_every_line()
    {
        var refused = Should.Throw<StartRefusedException>(() => ProcessEnvironment.Read(Sandbox(("PORT", "x"), ("ADMIN_EMAIL", "x")), [".env: line 3"]));

        refused.Lines.Count.ShouldBe(3);
        refused.Lines[0].ShouldBe(".env: line 3");
    }
}
