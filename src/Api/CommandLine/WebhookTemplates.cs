using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>What is pasted into MSG91's dashboard. Where the token stands is said, not the token.</summary>
internal static class WebhookTemplates
{
    public static IEnumerable<string> Lines(AppSettings settings)
    {
        var address = settings.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? "https://YOUR-HOST";
        yield return "For MSG91's dashboard, under WhatsApp, Webhook (New), Create: two webhooks, each with its event, address, header and JSON.";
        if (settings.PublicUrl is null)
        {
            yield return "YOUR-HOST is the name by which MSG91 reaches this program: set PUBLIC_URL, and it stands here.";
        }

        foreach (var line in Webhook("On Inbound Request Received, and not On Inbound Report Received, which tells the same again", $"{address}/webhooks/msg91/inbound", isReport: false, settings)
            .Concat(Webhook("On Outbound Report Received", $"{address}/webhooks/msg91/reports", isReport: true, settings)))
        {
            yield return line;
        }

        yield return "";
    }

    private static IEnumerable<string> Webhook(string happening, string address, bool isReport, AppSettings settings)
    {
        yield return "";
        yield return $"  Event     {happening}";
        yield return $"  Address   {address}";
        yield return $"  Header    {HeaderOf(settings)}";
        yield return $"  JSON      {EventTemplates.Template(isReport, isOlder: false)}";
        yield return $"  or, where the dashboard has the older names: {EventTemplates.Template(isReport, isOlder: true)}";
    }

    private static string HeaderOf(AppSettings settings) => settings switch
    {
        { Made.WebhookToken: not null } => $"X-Webhook-Token: what {Path.Combine(settings.DataFolder, LocalSecrets.WebhookToken)} holds",
        { Webhook.Tokens.Count: > 0 } => "X-Webhook-Token: what MSG91_WEBHOOK_TOKEN, or the file of MSG91_WEBHOOK_TOKEN_FILE, holds (the first, of several)",
        _ => "X-Webhook-Token: 32 random characters, and the same in MSG91_WEBHOOK_TOKEN",
    };
}
