using WhatsAppSupport.Infrastructure.OpenRouter;

namespace WhatsAppSupport.Api.Settings;

/// <summary>What belongs to the language model.</summary>
internal static class OpenRouterSettings
{
    public static OpenRouterOptions Read(EnvironmentValues values, SettingErrors errors)
    {
        var defaults = new OpenRouterOptions();
        var options = new OpenRouterOptions
        {
            ApiKey = Keys.Printable(values.Secret("OPENROUTER_API_KEY"), "OPENROUTER_API_KEY", errors),
            BaseUrl = Addresses.Base(values, errors, "OPENROUTER_BASE_URL", defaults.BaseUrl),
            PrimaryModel = values.Text("OPENROUTER_PRIMARY_MODEL", defaults.PrimaryModel),
            FallbackModels = values.List("OPENROUTER_FALLBACK_MODEL", defaults.FallbackModels),
            MaxTokens = values.Whole("OPENROUTER_MAX_TOKENS", defaults.MaxTokens, 16, 4_096),
            Temperature = values.Number("OPENROUTER_TEMPERATURE", defaults.Temperature, 0, 2),
            Timeout = TimeSpan.FromSeconds(values.Number("OPENROUTER_TIMEOUT", defaults.Timeout.TotalSeconds, 1, 120)),
            PromptPath = Folders.Prompt(values.Text("PROMPT_PATH"), errors),
        };

        CheckModel("OPENROUTER_PRIMARY_MODEL", options.PrimaryModel, errors);
        foreach (var model in options.FallbackModels)
        {
            CheckModel("OPENROUTER_FALLBACK_MODEL", model, errors);
        }

        return options;
    }

    public static ModelAttribution ReadAttribution(EnvironmentValues values, SettingErrors errors)
    {
        const string Site = "OPENROUTER_SITE_URL";
        const string App = "OPENROUTER_APP_NAME";
        var defaults = new OpenRouterOptions();
        var attribution = new ModelAttribution(
            Addresses.Plain(values, errors, Site, "https://shop.example.org"), Keys.Header(values.Text(App), App, errors));
        values.ShowDefault(Site, defaults.AppUrl.OriginalString);
        values.ShowDefault(App, defaults.AppTitle);
        return attribution;
    }

    private static void CheckModel(string name, string model, SettingErrors errors)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == model.Length - 1 || model.Any(char.IsWhiteSpace))
        {
            errors.Add(name, $"{SettingErrors.Quoted(model)} is not a model of OpenRouter's list (maker/model)", "openai/gpt-4o-mini");
        }
    }
}
