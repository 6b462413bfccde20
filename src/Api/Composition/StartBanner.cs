using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Agents;

namespace WhatsAppSupport.Api.Composition;

/// <summary>
/// What a person at the terminal reads at start: what was chosen, where it listens, and a first message ready to paste.
/// It may show secrets that this program made itself, so it goes to the terminal and never into the log.
/// </summary>
public static class StartBanner
{
    public const string TryPhone = "919811112222";

    public static IEnumerable<string> Lines(AppSettings settings, string address, IEnumerable<StartFact> facts)
    {
        yield return "";
        yield return $"WhatsApp support runs at {address} (Ctrl+C stops it)";
        yield return "";
        foreach (var fact in StartChoices.Of(settings).Concat(facts).Concat(Keys(settings)))
        {
            yield return $"  {fact.Label,-11} {fact.Value}";
        }

        yield return $"  {"Read more",-11} {address}/docs";
        foreach (var warning in settings.Warnings)
        {
            yield return $"  {"Warning",-11} {warning}";
        }

        foreach (var line in settings.IsSandbox ? FirstConversation(settings, address) : [])
        {
            yield return line;
        }

        yield return "";
    }

    private static IEnumerable<StartFact> Keys(AppSettings settings)
    {
        yield return new StartFact("Webhook", settings.Made.WebhookToken is { } token
            ? $"token {token} (made once, kept in {Path.Combine(settings.DataFolder, LocalSecrets.WebhookToken)})"
            : $"authenticated by {settings.Webhook}");
        yield return new StartFact("Admin API", settings.Made.AdminApiKey is { } key
            ? $"key {key} (made once, kept in {Path.Combine(settings.DataFolder, LocalSecrets.AdminApiKey)})"
            : "the key of ADMIN_API_KEY");
        yield return SignIn(settings);
    }

    /// <summary>The settings are those of the first administrator, who may have changed e-mail and password since.</summary>
    private static StartFact SignIn(AppSettings settings)
    {
        var (email, kept) = (settings.Admin.Email ?? FirstAdministrator.DefaultEmail, Path.Combine(settings.DataFolder, LocalSecrets.AdminPassword));
        return new StartFact("Sign-in", settings switch
        {
            { Made.AdminPassword: { } password } => $"{email}, password {password} (made once, kept in {kept})",
            { Admin.Password: not null } => $"{email} with ADMIN_PASSWORD, unless that was changed since",
            _ => $"{email} with the password in {kept}, unless that was changed since",
        });
    }

    private static IEnumerable<string> FirstConversation(AppSettings settings, string address)
    {
        if (settings.Webhook.Tokens.Count == 0)
        {
            yield break;
        }

        var token = settings.Made.WebhookToken ?? "one of MSG91_WEBHOOK_TOKEN";
        yield return "";
        yield return "Write to it as a customer would:";
        yield return "";
        yield return $"  curl -s {address}/webhooks/msg91/inbound -H 'X-Webhook-Token: {token}' -H 'Content-Type: application/json' \\";
        yield return $"    -d '{{\"from\":\"{TryPhone}\",\"text\":\"hi\",\"timestamp\":'$(date +%s)'}}'";
        yield return "";
        yield return "Read what it answered:";
        yield return "";
        yield return $"  curl -s '{address}/api/v1/sandbox/messages?phone={TryPhone}'";
    }
}
