namespace WhatsAppSupport.Application.Pages;

/// <summary>Words of a request before anything is looked up by them.</summary>
internal static class AskedText
{
    /// <summary>Of that length at most, and nothing in it that no database takes.</summary>
    public static bool IsPlain(string text, int longest) => text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl);
}
