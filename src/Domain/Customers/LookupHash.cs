using System.Buffers.Binary;

namespace WhatsAppSupport.Domain.Customers;

/// <summary>
/// The keyed hash by which a phone number, a user id or a provider's message id is looked up: the first 128 bits of an
/// HMAC-SHA256, held as a UUID because every database indexes those in 16 bytes.
/// </summary>
public readonly record struct LookupHash(Guid Value)
{
    /// <summary>The number of slots is part of the schema: it never changes.</summary>
    public const int Slots = 1024;

    /// <summary>The slot 0–1023 whose owner handles this customer.</summary>
    public int Slot
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadUInt16BigEndian(bytes) % Slots;
        }
    }

    public override string ToString() => Value.ToString("N");
}
