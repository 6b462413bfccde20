using System.Security.Cryptography;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>Seals and opens the values of one customer's rows; for one thread, for as long as one row or one turn takes.</summary>
/// <param name="key">Null: nothing is sealed, and what is cannot be opened.</param>
/// <param name="instead">What is shown instead of what does not open; null: it is an error.</param>
internal sealed class Cipher(DataKey? key, Func<UnreadableValueException, string>? instead = null) : IDisposable
{
    private readonly AesGcm? aes = key?.Begin();

    public string Seal(string column, Guid row, string text) =>
        aes is null ? SealedText.Plain(text) : SealedText.Seal(aes, column, row, text);

    public string Open(string column, Guid row, string stored)
    {
        try
        {
            return SealedText.Open(aes, column, row, stored);
        }
        catch (UnreadableValueException unreadable) when (instead is not null)
        {
            return instead(unreadable);
        }
    }

    public void Dispose() => aes?.Dispose();
}
