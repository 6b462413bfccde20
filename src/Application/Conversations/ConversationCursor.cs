using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Where a page of conversations ended. Whoever reads pages hands it back as it came and makes nothing of it.</summary>
public readonly record struct ConversationCursor(DateTimeOffset UpdatedAt, Guid Id)
{
    private const int TimeBytes = sizeof(long);
    private const int Bytes = TimeBytes + 16;

    public static ConversationCursor Of(ConversationView last) => new(last.UpdatedAt, last.Id);

    /// <summary>Null for what this program did not write.</summary>
    public static ConversationCursor? TryParse(string? text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text?.Length != Base64Url.GetEncodedLength(Bytes) || Base64Url.DecodeFromChars(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return null;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks
            ? null
            : new ConversationCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[TimeBytes..], bigEndian: true));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, UpdatedAt.UtcTicks);
        Id.TryWriteBytes(bytes[TimeBytes..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
