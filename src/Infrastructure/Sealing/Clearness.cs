namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>Looks through a row for values in clear: it is given where values are sealed or opened, and changes none.</summary>
internal sealed class Clearness
{
    public bool Found { get; private set; }

    public string Look(string column, Guid row, string stored)
    {
        Found |= !SealedText.IsSealed(stored);
        return stored;
    }
}
