using System.Buffers;
using System.Collections.Frozen;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>Which headers a call may bring.</summary>
public static class CallHeaders
{
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>They say where a request goes, where it ends, or what we tell by ourselves: whoever sets them can make one request look like another.</summary>
    public static readonly FrozenSet<string> Ours = new[]
    {
        "Host", "Content-Length", "Transfer-Encoding", "Content-Encoding", "Accept-Encoding", "Connection", "Keep-Alive", "Proxy-Connection",
        "Proxy-Authorization", "TE", "Trailer", "Upgrade", "Expect", "Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", IdempotencyKey,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a header's name is made of (RFC 9110, token).</summary>
    public const string NameLetters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> Letters = SearchValues.Create(NameLetters);

    public static bool MayBeSet(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Letters) && !Ours.Contains(name);

    /// <summary>Nothing in it can begin another header.</summary>
    public static bool IsValue(string value) => !value.Any(char.IsControl);
}
