namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>How the language model is reached.</summary>
public sealed record OpenRouterOptions
{
    /// <summary>Null: no model answers.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://openrouter.ai/api/v1");

    public string PrimaryModel { get; init; } = "openai/gpt-4o-mini";

    /// <summary>Asked in this order when the one before fails.</summary>
    public IReadOnlyList<string> FallbackModels { get; init; } = ["google/gemini-2.5-flash"];

    /// <summary>All of them, in the order in which they are asked.</summary>
    public IEnumerable<string> Models => FallbackModels.Prepend(PrimaryModel).Distinct(StringComparer.Ordinal);

    /// <summary>Tokens of one answer. Default 500; 16 to 4,096.</summary>
    public int MaxTokens { get; init; } = 500;

    /// <summary>Default 0.3; 0 to 2.</summary>
    public double Temperature { get; init; } = 0.3;

    /// <summary>All tries on all models together. Default 30 s; 1 to 120.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Questions in flight at once; more wait within their own time-out. Default 64; 1 to 1,000.</summary>
    public int MostAtOnce { get; init; } = 64;

    /// <summary>What OpenRouter lists our use under.</summary>
    public string AppTitle { get; init; } = "WhatsApp support";

    /// <summary>The page that OpenRouter lists our use under; it counts a title only beside an address.</summary>
    public Uri AppUrl { get; init; } = new("http://localhost");

    /// <summary>A file with the persona; null = the shipped one.</summary>
    public string? PromptPath { get; init; }
}
