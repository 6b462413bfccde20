namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Puts tags on the conversation, or takes them off, and goes on.</summary>
public sealed record TagStep(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : Step
{
    public const int MostTags = 20;
    public const int LongestTag = 40;
}
