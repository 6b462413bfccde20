using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Infrastructure.FlowCalls;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.Infrastructure.OpenRouter;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Api.Settings;

/// <summary>All that the environment decides, read once at start and never changed. Defaults and ranges: docs/settings.md.</summary>
public sealed record AppSettings
{
    public const int DefaultPort = 8080;

    /// <summary>0 = any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where MSG91 reaches this program, without a slash at the end; null: nobody has said.</summary>
    public Uri? PublicUrl { get; init; }

    public DatabaseTarget Database { get; init; } = DatabaseTarget.Default;

    /// <summary>What stored values are sealed with; null: they are stored in clear.</summary>
    public KeyRing? Ring { get; init; }

    /// <summary>Null: sessions live in this process.</summary>
    public RedisOptions? Redis { get; init; }

    public Msg91Options Msg91 { get; init; } = new();

    public WebhookKeys Webhook { get; init; } = WebhookKeys.None;

    /// <summary>Messages a minute that one customer is answered; 0 = no limit.</summary>
    public int CustomerMessagesPerMinute { get; init; } = 20;

    public OpenRouterOptions OpenRouter { get; init; } = new();

    public ModelAttribution Attribution { get; init; } = new(null, null);

    public string FlowsPath { get; init; } = "flows";

    /// <summary>Whom flows may ask, and their secrets.</summary>
    public FlowCallOptions FlowCalls { get; init; } = new();

    public EscalationSettings Escalation { get; init; } = new(null, TimeSpan.FromMinutes(30));

    /// <summary>How long everything is kept.</summary>
    public RetentionLimits Retention { get; init; } = new();

    public AdminSettings Admin { get; init; } = new(null, null, null);

    /// <summary>Opens /health and /metrics to callers from elsewhere; null = this machine only.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>Whom metrics and traces are sent to; null: nobody.</summary>
    public OtlpSettings? Otlp { get; init; }

    /// <summary>Where the process keeps what it made itself: the SQLite file and its own secrets.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>What was made because the environment named none; null where it did.</summary>
    public MadeSecrets Made { get; init; } = new(null, null);

    /// <summary>What works, but hardly as meant.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every setting as it may be shown, with where it comes from.</summary>
    public IReadOnlyList<SettingView> Taken { get; init; } = [];

    public bool IsSandbox => Msg91.IsSandbox;

    /// <summary>Nothing of it: half of these are secrets.</summary>
    public override string ToString() => nameof(AppSettings);
}

/// <summary>What a webhook is authenticated by. Several of each, so that one can be replaced without a gap.</summary>
/// <param name="Secrets">Keys of the signature over the raw body.</param>
/// <param name="Tokens">Static tokens in a header or in the address.</param>
public sealed record WebhookKeys(IReadOnlyList<string> Secrets, IReadOnlyList<string> Tokens)
{
    public static readonly WebhookKeys None = new([], []);

    public bool IsEmpty => Secrets.Count + Tokens.Count == 0;

    public override string ToString() => $"{Secrets.Count} secrets, {Tokens.Count} tokens";
}

/// <summary>How OpenRouter may name this program in its statistics.</summary>
public sealed record ModelAttribution(Uri? SiteUrl, string? AppName);

/// <param name="NotifyUrl">Hears of each escalation; null = nobody does.</param>
/// <param name="Timeout">Without a person for so long, the bot comes back.</param>
public sealed record EscalationSettings(Uri? NotifyUrl, TimeSpan Timeout);

/// <summary>Who may use the admin API. E-mail and password are those of the first administrator, and read only where there is nobody yet.</summary>
public sealed record AdminSettings(string? Email, string? Password, string? ApiKey)
{
    public override string ToString() => nameof(AdminSettings);
}

/// <param name="AdminPassword">Only at the start that made it: it may be changed since.</param>
public sealed record MadeSecrets(string? WebhookToken, string? AdminApiKey, string? AdminPassword = null)
{
    public override string ToString() => nameof(MadeSecrets);
}
