using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>HMAC-SHA256 under the look-up key of this database; the kind goes in first, so that equal texts of different kinds differ.</summary>
internal sealed class LookupHashes : ILookupHashes
{
    private byte[]? key;

    /// <summary>The key is read once, after the migrations and before anything is served.</summary>
    public void Use(byte[] lookupKey) => key = lookupKey;

    public LookupHash OfPhone(PhoneNumber number) => Of((byte)'p', number.Digits);

    public LookupHash OfBsuid(string bsuid) => Of((byte)'b', bsuid);

    public LookupHash OfProviderId(string id) => Of((byte)'m', id);

    public LookupHash OfRequest(string text) => Of((byte)'r', text);

    public uint MarkOfText(string text)
    {
        Span<byte> hash = stackalloc byte[16];
        Of((byte)'t', text).Value.TryWriteBytes(hash);
        return BitConverter.ToUInt32(hash);
    }

    public long MarkOfWord(string word)
    {
        Span<byte> hash = stackalloc byte[16];
        Of((byte)'w', word).Value.TryWriteBytes(hash);
        return BitConverter.ToInt64(hash);
    }

    private LookupHash Of(byte kind, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        var rented = length > 512 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var buffer = rented ?? stackalloc byte[512];
        buffer[0] = kind;
        var written = Encoding.UTF8.GetBytes(text, buffer[1..]) + 1;
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key ?? throw new InvalidOperationException("The look-up key is not read yet."), buffer[..written], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return new LookupHash(new Guid(hash[..16], bigEndian: true));
    }
}
