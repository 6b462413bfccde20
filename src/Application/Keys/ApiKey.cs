using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Application.Keys;

/// <summary>What a program shows to be let in. Kept as its hash only: 256 random bits are guessed from a fast hash as little as from a slow one.</summary>
public static class ApiKey
{
    private const string Prefix = "wsk_";
    private const int Bytes = 32;
    private const int HintLength = 4;

    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(Bytes);

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether it can be one at all: what cannot is not looked up.</summary>
    public static bool IsShaped(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static string HintOf(string key) => key[^HintLength..];
}
