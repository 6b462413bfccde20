using System.Security.Cryptography;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>AES-256-GCM: nonce, what is sealed, tag.</summary>
internal static class SealedBytes
{
    public const int NonceLength = 12;
    public const int TagLength = 16;
    public const int Overhead = NonceLength + TagLength;

    /// <param name="place">Bound in: at another place it does not open.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> place)
    {
        using var aes = new AesGcm(key, TagLength);
        var text = new byte[Overhead + clear.Length];
        Seal(aes, clear, place, text);
        return text;
    }

    /// <exception cref="CryptographicException">Another key, another place, or it was changed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> place)
    {
        using var aes = new AesGcm(key, TagLength);
        return Open(aes, text, place);
    }

    /// <param name="text">As long as what is sealed and <see cref="Overhead"/>.</param>
    public static void Seal(AesGcm aes, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> place, Span<byte> text)
    {
        var nonce = text[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, clear, text.Slice(NonceLength, clear.Length), text[(NonceLength + clear.Length)..], place);
    }

    public static byte[] Open(AesGcm aes, ReadOnlySpan<byte> text, ReadOnlySpan<byte> place)
    {
        if (text.Length < Overhead)
        {
            throw new CryptographicException("Too short to be sealed.");
        }

        var clear = new byte[text.Length - Overhead];
        aes.Decrypt(text[..NonceLength], text.Slice(NonceLength, clear.Length), text[^TagLength..], clear, place);
        return clear;
    }
}
