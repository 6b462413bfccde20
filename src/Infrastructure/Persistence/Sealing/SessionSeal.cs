using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Sealing;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>An entry: a mark, whose it is, the length of the customer's wrapped key, that key, the session sealed with it. In clear an entry is JSON and begins otherwise.</summary>
internal sealed class SessionSeal(CustomerKeys keys) : ISessionSeal
{
    private const byte Mark = 1;
    private const int IdLength = 16;
    private const int Head = 1 + IdLength + sizeof(ushort);

    public byte[]? Seal(CustomerId customer, string entry, byte[] session)
    {
        if (!keys.Seals)
        {
            return session;
        }

        if (keys.AtHand(customer) is not { } key)
        {
            return null;
        }

        var wrapped = keys.Wrap(customer, key);
        var head = new byte[Head];
        head[0] = Mark;
        customer.Value.TryWriteBytes(head.AsSpan(1), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(1 + IdLength), (ushort)wrapped.Length);
        return [.. head, .. wrapped, .. SealedBytes.Seal(key.Bytes, session, Encoding.UTF8.GetBytes(entry))];
    }

    public byte[]? Open(string entry, byte[] stored)
    {
        if (stored.Length < Head || stored[0] != Mark)
        {
            return stored;
        }

        var customer = new CustomerId(new Guid(stored.AsSpan(1, IdLength), bigEndian: true));
        var end = Head + BinaryPrimitives.ReadUInt16BigEndian(stored.AsSpan(1 + IdLength));
        try
        {
            return end < stored.Length && keys.Unwrap(customer, stored.AsSpan(Head, end - Head)) is { } key
                ? SealedBytes.Open(key.Bytes, stored.AsSpan(end), Encoding.UTF8.GetBytes(entry))
                : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or RingKeyException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
