using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Whether a post may be believed: signed with one of our keys, or carrying one of our tokens (MSG91 signs nothing, but its
/// dashboard can send a fixed header or address). With nothing configured nothing is accepted. Every candidate is compared with
/// every configured value, as digests of one length, so that the time taken tells nothing about them.
/// </summary>
/// <param name="secrets">Keys for the signature; several while they are being rotated.</param>
/// <param name="tokens">Fixed tokens; a key is never taken for a token, nor a token for a key.</param>
public sealed class WebhookAuthentication(IReadOnlyList<string> secrets, IReadOnlyList<string> tokens)
{
    private const int DigestLength = SHA256.HashSizeInBytes;
    private const int OnStack = 512;

    private readonly byte[][] keys = [.. Filled(secrets).Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] tokenDigests = [.. Filled(tokens).Select(token => SHA256.HashData(Encoding.UTF8.GetBytes(token)))];

    /// <param name="rawBody">The bytes as they came: any re-encoding would change the signature.</param>
    /// <param name="signatureHeader"><c>X-MSG91-Signature</c>: hex HMAC-SHA256 of the body, with or without <c>sha256=</c>.</param>
    /// <param name="tokenHeader"><c>X-Webhook-Token</c>.</param>
    /// <param name="authorizationHeader"><c>Authorization: Bearer …</c>.</param>
    /// <param name="tokenQuery"><c>?token=</c>, decoded.</param>
    public bool Accepts(
        ReadOnlySpan<byte> rawBody, string? signatureHeader, string? tokenHeader, string? authorizationHeader, string? tokenQuery)
    {
        var accepted = IsSigned(rawBody, signatureHeader);
        accepted |= IsToken(tokenHeader);
        accepted |= IsToken(Bearer(authorizationHeader));
        accepted |= IsToken(tokenQuery);
        return accepted;
    }

    private bool IsSigned(ReadOnlySpan<byte> rawBody, string? header)
    {
        const string prefix = "sha256=";
        var hex = header.AsSpan().Trim();
        if (hex.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            hex = hex[prefix.Length..];
        }

        Span<byte> given = stackalloc byte[DigestLength];
        if (hex.Length != 2 * DigestLength || Convert.FromHexString(hex, given, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[DigestLength];
        var accepted = false;
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, rawBody, expected);
            accepted |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return accepted;
    }

    private bool IsToken(ReadOnlySpan<char> given)
    {
        given = given.Trim();
        if (given.IsEmpty)
        {
            return false;
        }

        var length = Encoding.UTF8.GetByteCount(given);
        var bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        Span<byte> digest = stackalloc byte[DigestLength];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(given, bytes)], digest);
        var accepted = false;
        foreach (var expected in tokenDigests)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(expected, digest);
        }

        return accepted;
    }

    private static ReadOnlySpan<char> Bearer(ReadOnlySpan<char> header)
    {
        const string scheme = "Bearer ";
        header = header.Trim();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..] : default;
    }

    private static IEnumerable<string> Filled(IReadOnlyList<string> values) =>
        values.Select(value => value.Trim()).Where(value => value.Length > 0);
}
