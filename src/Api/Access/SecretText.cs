using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Api.Access;

/// <summary>A key that callers must show, kept as a digest. The comparison takes as long for a wrong one as for the right one.</summary>
public sealed class SecretText(string secret)
{
    private const string Bearer = "Bearer ";

    private readonly byte[] digest = Digest(secret);

    public bool Matches(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(digest, Digest(given));

    /// <summary>What stands behind <c>Bearer</c>; null when the header is another one.</summary>
    public static string? FromHeader(string? authorization) =>
        authorization is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
