using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Msg91;

namespace WhatsAppSupport.Api.Settings;

/// <summary>What belongs to MSG91, and what going live demands.</summary>
internal static class Msg91Settings
{
    private const string Number = "MSG91_INTEGRATED_NUMBER";
    private const string NumberAlias = "MSG91_SENDER_ID";

    public static Msg91Options Read(EnvironmentValues values, SettingErrors errors)
    {
        var defaults = new Msg91Options();
        var authKey = Keys.Printable(values.Secret("MSG91_AUTH_KEY"), "MSG91_AUTH_KEY", errors);
        return new Msg91Options
        {
            AuthKey = authKey,
            IntegratedNumber = ReadNumber(values, errors, isNeeded: authKey is not null),
            BaseUrl = Addresses.Base(values, errors, "MSG91_BASE_URL", defaults.BaseUrl),
            MessagesPerSecond = values.Whole("MSG91_MESSAGES_PER_SECOND", defaults.MessagesPerSecond, 0, 10_000),
            PairSeconds = values.Number("MSG91_PAIR_SECONDS", defaults.PairSeconds, 0, 3_600),
            PairBurst = values.Whole("MSG91_PAIR_BURST", defaults.PairBurst, 0, 10_000),
            Timeout = TimeSpan.FromSeconds(values.Number("MSG91_TIMEOUT", defaults.Timeout.TotalSeconds, 1, 60)),
            MediaBody = values.Word("MSG91_MEDIA_BODY", defaults.MediaBody),
            UnknownAfter = TimeSpan.FromSeconds(values.Number("SEND_UNKNOWN_AFTER", defaults.UnknownAfter.TotalSeconds, 1, 3_600)),
        };
    }

    /// <summary>An open webhook on the internet would let anybody speak for a customer.</summary>
    public static void CheckWebhook(AppSettings settings, SettingErrors errors)
    {
        if (!settings.IsSandbox && settings.Webhook.IsEmpty)
        {
            errors.Add(
                "MSG91_WEBHOOK_TOKEN",
                "neither it nor MSG91_WEBHOOK_SECRET is set, and with MSG91_AUTH_KEY set webhooks must be authenticated",
                "32 random characters, the same as the header X-Webhook-Token in MSG91's dashboard");
        }
    }

    private static string ReadNumber(EnvironmentValues values, SettingErrors errors, bool isNeeded)
    {
        var (number, alias) = (values.Text(Number), values.Text(NumberAlias));
        if (number is not null && alias is not null && number != alias)
        {
            errors.Add(NumberAlias, $"differs from {Number}, which means the same", "only one of the two");
        }

        if ((number ?? alias) is not { } text)
        {
            values.Show(Number, Msg91Options.SandboxNumber);
            if (isNeeded)
            {
                errors.Add(Number, "is not set, and with MSG91_AUTH_KEY set it must be", "919800000000 (your WhatsApp number with the country code)");
            }

            return Msg91Options.SandboxNumber;
        }

        if (PhoneNumber.Parse(text).Succeeded(out var parsed, out _))
        {
            values.ShowAs(Number, number is null ? NumberAlias : Number);
            values.Show(Number, parsed.Digits);
            return parsed.Digits;
        }

        errors.Add(
            number is null ? NumberAlias : Number,
            $"is not a phone number of {PhoneNumber.MinLength} to {PhoneNumber.MaxLength} digits",
            "919800000000 (your WhatsApp number with the country code)");
        return Msg91Options.SandboxNumber;
    }
}
