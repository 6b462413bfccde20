using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WhatsAppSupport.TestServers;

/// <summary>As much of DNS (RFC 1035) as asking for a name's addresses takes.</summary>
public static class DnsMessage
{
    private const int HeaderLength = 12;
    private const ushort TypeA = 1;
    private const ushort TypeAaaa = 28;
    private const ushort InternetClass = 1;
    private const ushort IsAnswer = 0x8180;
    private const ushort IsUnknownName = 0x8183;
    private const ushort WantsRecursion = 0x0100;

    /// <summary>A question of one name.</summary>
    public static byte[] Question(ushort id, string name, AddressFamily family) =>
        [.. Header(id, WantsRecursion, answers: 0), .. Name(name), .. Number(family == AddressFamily.InterNetwork ? TypeA : TypeAaaa), .. Number(InternetClass)];

    public static (string Name, AddressFamily Family) ReadQuestion(ReadOnlySpan<byte> message)
    {
        var (name, end) = ReadName(message);
        return (name, BinaryPrimitives.ReadUInt16BigEndian(message[end..]) == TypeA ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
    }

    /// <param name="addresses">Of the family that was asked for; null: there is no such name.</param>
    public static byte[] Answer(ReadOnlySpan<byte> question, IReadOnlyList<IPAddress>? addresses)
    {
        var (_, end) = ReadName(question);
        var message = new List<byte>();
        message.AddRange(Header(BinaryPrimitives.ReadUInt16BigEndian(question), addresses is null ? IsUnknownName : IsAnswer, addresses?.Count ?? 0));
        message.AddRange(question[HeaderLength..(end + 4)]);
        foreach (var address in addresses ?? [])
        {
            var bytes = address.GetAddressBytes();

            // The name is the one of the question, it holds for no second, and the address follows.
            message.AddRange([0xc0, HeaderLength, .. Number(bytes.Length == 4 ? TypeA : TypeAaaa), .. Number(InternetClass), 0, 0, 0, 0, .. Number((ushort)bytes.Length), .. bytes]);
        }

        return [.. message];
    }

    /// <summary>As <see cref="Answer"/> wrote it; null: there is no such name.</summary>
    public static IReadOnlyList<IPAddress>? ReadAnswer(ReadOnlySpan<byte> message)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(message[2..]) == IsUnknownName)
        {
            return null;
        }

        var addresses = new List<IPAddress>();
        var at = ReadName(message).End + 4;
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); left > 0; left--)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 10)..]);
            addresses.Add(new IPAddress(message.Slice(at + 12, length)));
            at += 12 + length;
        }

        return addresses;
    }

    private static byte[] Header(ushort id, ushort flags, int answers) =>
        [.. Number(id), .. Number(flags), .. Number(1), .. Number((ushort)answers), 0, 0, 0, 0];

    private static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private static (string Name, int End) ReadName(ReadOnlySpan<byte> message)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; message[at] > 0; at += 1 + message[at])
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, message[at])));
        }

        return (string.Join('.', labels), at + 1);
    }

    private static byte[] Number(ushort number) => [(byte)(number >> 8), (byte)number];
}
