namespace WhatsAppSupport.Domain.Access;

/// <summary>What an agent signs in with. Nothing is sent there: it need only look like an address.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    public static bool IsRight(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@');
    }
}
