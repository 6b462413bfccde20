using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace WhatsAppSupport.TestServers;

/// <summary>One message of protobuf as it is on the wire: numbered fields, whatever they mean.</summary>
internal readonly struct OtlpWire(ReadOnlyMemory<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    public IEnumerable<OtlpWire> Messages(int field) => Fields().Where(one => one.Number == field).Select(one => new OtlpWire(one.Content));

    public string Text(int field) => Encoding.UTF8.GetString(Content(field).Span);

    /// <summary>In hexadecimal, as ids are written; empty where there is none.</summary>
    public string Id(int field) => Convert.ToHexStringLower(Content(field).Span);

    public ulong Number(int field) => Fields().LastOrDefault(one => one.Number == field).Value;

    public bool Has(int field) => Fields().Any(one => one.Number == field);

    /// <summary>What attributes are: a list of keys and values, each of one of several kinds.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Messages(field))
        {
            var value = pair.Messages(2).FirstOrDefault();
            attributes[pair.Text(1)] = value.Has(1) ? value.Text(1) : value.Number(2) + value.Number(3) is var number && number > 0
                ? number.ToString(CultureInfo.InvariantCulture)
                : BitConverter.UInt64BitsToDouble(value.Number(4)).ToString(CultureInfo.InvariantCulture);
        }

        return attributes;
    }

    private ReadOnlyMemory<byte> Content(int field) => Fields().LastOrDefault(one => one.Number == field).Content;

    private IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Content)> Fields()
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = ReadVarint(ref at);
            var number = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case Varint:
                    yield return (number, ReadVarint(ref at), default);
                    break;
                case Fixed64:
                    yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span.Slice(at, 8)), default);
                    at += 8;
                    break;
                case Fixed32:
                    yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span.Slice(at, 4)), default);
                    at += 4;
                    break;
                case Bytes:
                    var length = (int)ReadVarint(ref at);
                    yield return (number, 0, bytes.Slice(at, length));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException("That is no protobuf.");
            }
        }
    }

    private ulong ReadVarint(ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes.Span[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
