using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>What the settings, or their absence, chose. Fit for a log: no secret, no phone number.</summary>
internal static class StartChoices
{
    public static IEnumerable<StartFact> Of(AppSettings settings)
    {
        yield return new("MSG91", settings.IsSandbox
            ? "sandbox: nothing leaves this machine (MSG91_AUTH_KEY is not set)"
            : $"live, as the number ending in {settings.Msg91.IntegratedNumber[^2..]}");
        yield return new("Database", settings.Database.Description);
        yield return new("Sessions", settings.Redis is null ? "in this process (REDIS_URL is not set)" : "Redis");
        yield return new("Model", settings.OpenRouter.ApiKey is null
            ? "none: flows answer, else an apology (OPENROUTER_API_KEY is not set)"
            : string.Join(", then ", settings.OpenRouter.FallbackModels.Prepend(settings.OpenRouter.PrimaryModel)));
        yield return new("Escalation", settings.Escalation.NotifyUrl is null
            ? "nobody is notified"
            : $"notified; without a person for {settings.Escalation.Timeout.TotalMinutes:0.##} min the bot comes back");
        yield return new("Storage", settings.Ring is { First: var key } ? $"encrypted, with the key {key}" : "messages are kept in clear");
    }

    /// <summary>Where to find what was made, without telling it.</summary>
    public static IEnumerable<StartFact> KeptKeys(AppSettings settings)
    {
        if (settings.Made.AdminApiKey is not null)
        {
            yield return new("Admin API", $"its key is kept in {Path.Combine(settings.DataFolder, LocalSecrets.AdminApiKey)}");
        }

        if (settings.Made.AdminPassword is not null)
        {
            yield return new("Sign-in", $"the first administrator's password is kept in {Path.Combine(settings.DataFolder, LocalSecrets.AdminPassword)}");
        }
    }
}
