using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.Infrastructure.OpenRouter;
using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class StartBannerTests
{
    private const string Address = "http://localhost:8080";

    private static readonly AppSettings Sandbox = new()
    {
        Webhook = new WebhookKeys([], ["made-token"]),
        Admin = new AdminSettings(null, null, "made-key"),
        Made = new MadeSecrets("made-token", "made-key"),
        Warnings = ["ESCALATION_NOTIFY_URL: not set"],
    };

    private static readonly AppSettings Live = new()
    {
        Msg91 = new Msg91Options { AuthKey = "XYZZY", IntegratedNumber = "919800000042" },
        Webhook = new WebhookKeys(["XYZZY"], ["XYZZY", "XYZZY"]),
        Admin = new AdminSettings(null, null, "XYZZY"),
        Database = DatabaseUrl.Parse("postgres://u:XYZZY@host/shop", out _, out _)!,
        Redis = new RedisOptions { Hosts = [new RedisHost("cache", 6379)], Password = "XYZZY" },
        OpenRouter = new OpenRouterOptions { ApiKey = "XYZZY", PrimaryModel = "a/b", FallbackModels = ["c/d"] },
        Escalation = new EscalationSettings(new Uri("https://h.example/XYZZY"), TimeSpan.FromMinutes(90)),
    };

    [Fact]
    public void The_sandbox_tells_all_that_a_first_conversation_needs()
    {
        var text = TextOf(Sandbox, new StartFact("Flows", "3 from flows"));

        text.ShouldContain($"runs at {Address}");
        text.ShouldContain("sandbox: nothing leaves this machine");
        text.ShouldContain("SQLite file data/whatsapp-support.db");
        text.ShouldContain("in this process");
        text.ShouldContain("none: flows answer, else an apology");
        text.ShouldContain("3 from flows");
        text.ShouldContain("token made-token (made once, kept in data/webhook-token)");
        text.ShouldContain("key made-key (made once, kept in data/admin-api-key)");
        text.ShouldContain("ESCALATION_NOTIFY_URL: not set");
        text.ShouldContain($"{Address}/docs");
    }

    [Fact]
    public void The_curl_can_be_pasted_as_it_is()
    {
        var text = TextOf(Sandbox);

        text.ShouldContain($"curl -s {Address}/webhooks/msg91/inbound -H 'X-Webhook-Token: made-token' -H 'Content-Type: application/json' \\");
        text.ShouldContain("""-d '{"from":"919811112222","text":"hi","timestamp":'$(date +%s)'}'""");
        text.ShouldContain($"curl -s '{Address}/api/v1/sandbox/messages?phone=919811112222'");
    }

    [Fact]
    public void A_token_that_somebody_set_is_not_shown()
    {
        TextOf(Sandbox with { Webhook = new WebhookKeys([], ["XYZZY"]), Made = new MadeSecrets(null, null) }).ShouldNotContain("XYZZY");
    }

    [Fact]
    public void Where_webhooks_are_signed_no_curl_is_offered()
    {
        TextOf(Sandbox with { Webhook = new WebhookKeys(["XYZZY"], []), Made = new MadeSecrets(null, null) }).ShouldNotContain("curl");
    }

    [Fact]
    public void Live_tells_what_was_chosen_and_no_secret()
    {
        var text = TextOf(Live);

        text.ShouldContain("live, as the number ending in 42");
        text.ShouldContain("PostgreSQL, database shop at host");
        text.ShouldContain("Redis");
        text.ShouldContain("a/b, then c/d");
        text.ShouldContain("without a person for 90 min the bot comes back");
        text.ShouldContain("1 secrets, 2 tokens");
        text.ShouldNotContain("XYZZY");
        text.ShouldNotContain("9198000000");
        text.ShouldNotContain("curl");
    }

    [Fact]
    public void The_log_is_told_where_a_made_key_is_and_not_the_key()
    {
        var facts = StartChoices.KeptKeys(Sandbox).ShouldHaveSingleItem();

        facts.Value.ShouldBe("its key is kept in data/admin-api-key");
        StartChoices.KeptKeys(Live).ShouldBeEmpty();
    }

    [Fact]
    public void A_password_is_shown_at_the_start_that_made_it()
    {
        var made = Sandbox with { Made = new MadeSecrets("made-token", "made-key", "made-password") };

        TextOf(made).ShouldContain("admin@localhost, password made-password (made once, kept in data/admin-password)");
        TextOf(Sandbox).ShouldContain("admin@localhost with the password in data/admin-password, unless that was changed since");
        StartChoices.KeptKeys(made).Select(fact => fact.Value).ShouldContain("the first administrator's password is kept in data/admin-password");
        TextOf(Live with { Admin = new AdminSettings("owner@shop.example", "XYZZY", "XYZZY") }).ShouldContain("owner@shop.example with ADMIN_PASSWORD");
    }

    private static string TextOf(AppSettings settings, params StartFact[] facts) =>
        string.Join('\n', StartBanner.Lines(settings, Address, facts));
}
