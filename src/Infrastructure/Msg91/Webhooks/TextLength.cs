namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

internal static class TextLength
{
    /// <summary>Never through the middle of a surrogate pair.</summary>
    public static string CutTo(this string text, int maxLength) =>
        text.Length <= maxLength ? text : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
}
