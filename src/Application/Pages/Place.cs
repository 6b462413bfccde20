using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Application.Pages;

/// <summary>
/// Where a page ended: by what the list is ordered, then the id. As text it belongs to the list it was taken from, with that order and those
/// filters; whoever reads pages hands it back as it came and makes nothing of it.
/// </summary>
/// <param name="Order">Ticks of an instant, or a number.</param>
/// <param name="Id">Tells apart what has the same order; empty where the order is unique.</param>
public readonly record struct Place(long Order, Guid Id = default)
{
    /// <summary>What a place that is refused is told.</summary>
    public const string Expected = "not a place in this list: take it from \"next\" of the page before, as it is, and keep the sort and the filters";

    private const int OrderBytes = sizeof(long);
    private const int IdBytes = 16;
    private const int ListBytes = 6;
    private const int Bytes = OrderBytes + IdBytes + ListBytes;

    public DateTimeOffset At => new(Order, TimeSpan.Zero);

    public static Place Of(DateTimeOffset at, Guid id) => new(at.UtcTicks, id);

    /// <summary>Null for what this program did not write, and for a place in another list.</summary>
    /// <param name="list">What makes a list another one: its kind, its order and its filters.</param>
    public static Place? TryParse(string? text, string list)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text?.Length != Base64Url.GetEncodedLength(Bytes) || Base64Url.DecodeFromChars(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[ListBytes];
        Mark(list, expected);
        var order = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return order < 0 || order > DateTimeOffset.MaxValue.UtcTicks || !bytes[(OrderBytes + IdBytes)..].SequenceEqual(expected)
            ? null
            : new Place(order, new Guid(bytes.Slice(OrderBytes, IdBytes), bigEndian: true));
    }

    public string ToText(string list)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Order);
        Id.TryWriteBytes(bytes[OrderBytes..], bigEndian: true, out _);
        Mark(list, bytes[(OrderBytes + IdBytes)..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>So much of a hash that nobody takes one list for another by mistake; the filters themselves may be personal.</summary>
    private static void Mark(string list, Span<byte> mark) => SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, ListBytes).CopyTo(mark);
}
