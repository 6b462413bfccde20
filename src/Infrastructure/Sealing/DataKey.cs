using System.Security.Cryptography;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>What one customer's values are sealed with. It never changes; destroyed, none of them can ever be read again.</summary>
internal sealed class DataKey(byte[] key)
{
    public static DataKey New() => new(RandomNumberGenerator.GetBytes(RingKey.Length));

    public ReadOnlySpan<byte> Bytes => key;

    /// <summary>For one thread; making one costs more than using it.</summary>
    public AesGcm Begin() => new(key, SealedBytes.TagLength);

    public override string ToString() => nameof(DataKey);
}
