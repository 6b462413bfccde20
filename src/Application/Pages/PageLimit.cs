namespace WhatsAppSupport.Application.Pages;

/// <summary>How many a page holds.</summary>
public static class PageLimit
{
    public const int Default = 50;
    public const int Max = 200;

    /// <summary>What a limit that is refused is told.</summary>
    public static readonly string Expected = $"not a number from 1 to {Max}";
}
