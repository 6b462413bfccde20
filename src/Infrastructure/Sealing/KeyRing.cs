using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>
/// The keys of <c>ENCRYPTION_KEYS</c>: they seal other keys (one a customer, one a day of the inbox), never a value itself, so that replacing one
/// means sealing those few anew. The first seals, all open.
/// </summary>
public sealed class KeyRing
{
    /// <summary>No key has this id.</summary>
    internal const string Damaged = "(damaged)";

    private readonly IReadOnlyList<RingKey> keys;

    /// <param name="keys">At least one; ids differ.</param>
    public KeyRing(IReadOnlyList<RingKey> keys)
    {
        this.keys = keys.Count > 0 ? keys : throw new ArgumentException("A ring has a key.", nameof(keys));
        Prefixes = [.. keys.Select(key => Encoding.UTF8.GetBytes(key.Id)).Select(id => (byte[])[(byte)id.Length, .. id])];
    }

    /// <summary>What begins whatever each key has sealed: the length of its id, and the id.</summary>
    public IReadOnlyList<byte[]> Prefixes { get; }

    /// <summary>The id of the key that seals.</summary>
    public string First => keys[0].Id;

    public bool Has(string id) => keys.Any(key => key.Id == id);

    /// <param name="place">What the key belongs to, such as a customer's id: sealed for one place, it opens at no other.</param>
    public byte[] Wrap(ReadOnlySpan<byte> key, string place) =>
        [.. Prefixes[0], .. SealedBytes.Seal(keys[0].Key, key, Encoding.UTF8.GetBytes(place))];

    /// <summary>The id of the key that something was sealed with; <see cref="Damaged"/> where it tells none.</summary>
    public static string IdOf(ReadOnlySpan<byte> wrapped) =>
        wrapped.Length > 0 && wrapped.Length > wrapped[0] ? Encoding.UTF8.GetString(wrapped.Slice(1, wrapped[0])) : Damaged;

    /// <exception cref="RingKeyException">The key is not in the ring, or is another one than it was sealed with.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string place)
    {
        var id = IdOf(wrapped);
        var key = keys.FirstOrDefault(one => one.Id == id) ?? throw new RingKeyException(id, isMissing: id != Damaged);
        try
        {
            return SealedBytes.Open(key.Key, wrapped[(1 + wrapped[0])..], Encoding.UTF8.GetBytes(place));
        }
        catch (CryptographicException)
        {
            throw new RingKeyException(id, isMissing: false);
        }
    }

    /// <summary>The ids only.</summary>
    public override string ToString() => string.Join(", ", keys.Select(key => key.Id));
}

/// <param name="Id">Names it in the database, where what it has sealed lies; no secret.</param>
/// <param name="Key">32 bytes.</param>
public sealed record RingKey(string Id, byte[] Key)
{
    public const int Length = 32;

    public override string ToString() => Id;
}

/// <summary>Something was sealed with a key that is not there.</summary>
public sealed class RingKeyException(string id, bool isMissing) : Exception(
    isMissing
        ? $"has no key '{id}', with which this database was encrypted"
        : $"has a key '{id}', but it is not the one with which this database was encrypted")
{
    /// <summary>There is no key of that id; otherwise it is another one, or what it sealed was changed.</summary>
    public bool IsMissing => isMissing;
}
