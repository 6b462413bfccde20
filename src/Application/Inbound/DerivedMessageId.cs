using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>The id of a message that came without one, so that its repeats are known as such.</summary>
public static class DerivedMessageId
{
    /// <summary>
    /// SHA-256 in hex over sender, own time, type and content: the same message gets the same id in whichever shape it is posted.
    /// Without an own time the raw body and the minute of receipt stand in: the provider's first repeat may then count as a second
    /// message, but two equal words of a customer minutes apart are never taken for one.
    /// </summary>
    public static string DerivedId(InboundMessage message, ReadOnlySpan<byte> raw, DateTimeOffset receivedAt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, message.From?.Digits);
        Append(hash, message.From is null ? message.Bsuid : null);
        Append(hash, message.Type.ToString());
        Append(hash, message.Text);
        Append(hash, message.Payload);
        Append(hash, message.Media);
        if (message.SentAt is { } sentAt)
        {
            Append(hash, sentAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            var minute = receivedAt.UtcTicks / TimeSpan.TicksPerMinute;
            Append(hash, $"received {minute.ToString(CultureInfo.InvariantCulture)}");
            hash.AppendData(raw);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Its length goes before each part, so that no text can be moved from one part into the next.</summary>
    private static void Append(IncrementalHash hash, string? part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
        BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
