using System.Net;
using WhatsAppSupport.Infrastructure.FlowCalls;

namespace WhatsAppSupport.Api.Settings;

/// <summary>What is allowed, but hardly meant.</summary>
internal static class SettingWarnings
{
    private const int ShortKey = 16;

    public static IEnumerable<string> Of(AppSettings settings)
    {
        if (settings.Escalation.NotifyUrl is null)
        {
            yield return "ESCALATION_NOTIFY_URL: not set, so nobody is told when a customer asks for a person; set the address that is to hear of it";
        }

        if (settings.Msg91.AuthKey is not null && IsInClear(settings.Msg91.BaseUrl))
        {
            yield return "MSG91_BASE_URL: http, not https, so the key travels in clear; take an https address";
        }

        if (settings.OpenRouter.ApiKey is not null && IsInClear(settings.OpenRouter.BaseUrl))
        {
            yield return "OPENROUTER_BASE_URL: http, not https, so the key travels in clear; take an https address";
        }

        if (settings.Otlp is { Headers: not null } otlp && IsInClear(otlp.Endpoint))
        {
            yield return "OTEL_EXPORTER_OTLP_ENDPOINT: http, not https, so the key in OTEL_EXPORTER_OTLP_HEADERS travels in clear; take an https address";
        }

        if (settings.Retention.Messages < settings.Retention.Inbox)
        {
            yield return $"RETAIN_MESSAGES_DAYS: less than RETAIN_INBOX_DAYS, so what was posted is kept for {settings.Retention.Inbox.TotalDays:0} days, with the words of messages that are gone; set RETAIN_INBOX_DAYS to no more than it";
        }

        foreach (var (name, _) in settings.FlowCalls.Secrets.Where(secret => secret.Value.Length < FlowCallOptions.ShortestSecret))
        {
            yield return $"{name}: shorter than {FlowCallOptions.ShortestSecret} characters, so it is not taken out of an answer that repeats it; have a longer one made";
        }

        foreach (var name in ShortKeys(settings))
        {
            yield return $"{name}: shorter than {ShortKey} characters, so it can be guessed; take 32 random ones";
        }
    }

    private static IEnumerable<string> ShortKeys(AppSettings settings) =>
        from key in new[]
        {
            ("MSG91_WEBHOOK_SECRET", settings.Webhook.Secrets),
            ("MSG91_WEBHOOK_TOKEN", settings.Webhook.Tokens),
            ("ADMIN_API_KEY", OneOrNone(settings.Admin.ApiKey)),
            ("METRICS_TOKEN", OneOrNone(settings.MetricsToken)),
        }
        where key.Item2.Any(value => value.Length < ShortKey)
        select key.Item1;

    private static IReadOnlyList<string> OneOrNone(string? value) => value is null ? [] : [value];

    private static bool IsInClear(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && !address.IsLoopback
        && !(IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
